-- Backtracking over arrays of flags: all placements of N queens. Usage: nqueens.lua [N]
local n = tonumber(arg and arg[1]) or 7

local column, up, down, at = {}, {}, {}, {}
local solutions, first = 0, nil

local function record()
  solutions = solutions + 1
  if first then return end
  local rows = {}
  for r = 1, n do rows[r] = (". "):rep(at[r] - 1) .. "Q " .. (". "):rep(n - at[r]) end
  first = table.concat(rows, "\n")
end

local function place(row)
  if row > n then return record() end
  for c = 1, n do
    local u, d = row + c, row - c + n
    if not column[c] and not up[u] and not down[d] then
      column[c], up[u], down[d], at[row] = true, true, true, c
      place(row + 1)
      column[c], up[u], down[d] = false, false, false
    end
  end
end

place(1)
print(first)
print(("%d queens: %d solutions"):format(n, solutions))
