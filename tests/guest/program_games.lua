-- Game of Life, N queens, knight's tour by Warnsdorff, tic-tac-toe by minimax, Sudoku, maze.
local function life(rows, steps)
  local h, w, g = #rows, #rows[1], {}
  for r = 1, h do g[r] = {} for c = 1, w do g[r][c] = rows[r]:sub(c, c) == "#" and 1 or 0 end end
  for _ = 1, steps do
    local n = {}
    for r = 1, h do
      n[r] = {}
      for c = 1, w do
        local s = -g[r][c]
        for dr = -1, 1 do for dc = -1, 1 do s = s + g[(r + dr - 1) % h + 1][(c + dc - 1) % w + 1] end end
        n[r][c] = (s == 3 or (s == 2 and g[r][c] == 1)) and 1 or 0
      end
    end
    g = n
  end
  for r = 1, h do for c = 1, w do io.write(g[r][c] == 1 and "#" or ".") end print() end
end
life({ ".#......", "..#.....", "###.....", "........", "........", "........" }, 8) print "--" life({ "......", "..##..", ".##...", "..#...", "......", "......" }, 5)
local function queens(n) local count, first, cols, d1, d2, at = 0, nil, {}, {}, {}, {}
  local function place(r) if r > n then count = count + 1 first = first or table.concat(at, " ") return end
    for c = 1, n do if not (cols[c] or d1[r + c] or d2[r - c]) then cols[c], d1[r + c], d2[r - c], at[r] = true, true, true, c place(r + 1) cols[c], d1[r + c], d2[r - c] = nil, nil, nil end end end
  place(1) return count, first end
print(queens(4)) print(queens(6)) print(queens(7))
local function knight(n) local moves = { { 1, 2 }, { 2, 1 }, { 2, -1 }, { 1, -2 }, { -1, -2 }, { -2, -1 }, { -2, 1 }, { -1, 2 } } local b, x, y = {}, 1, 1
  local function free(px, py) return px >= 1 and px <= n and py >= 1 and py <= n and not b[py * 100 + px] end local function degree(px, py) local d = 0 for _, m in ipairs(moves) do if free(px + m[1], py + m[2]) then d = d + 1 end end return d end
  for step = 1, n * n do b[y * 100 + x] = step local best, bx, by = 99, nil, nil for _, m in ipairs(moves) do local nx, ny = x + m[1], y + m[2] if free(nx, ny) and degree(nx, ny) < best then best, bx, by = degree(nx, ny), nx, ny end end if not bx then return step, b end x, y = bx, by end end
local steps, board = knight(6) print(steps) for y = 1, 6 do local r = {} for x = 1, 6 do r[x] = ("%2d"):format(board[y * 100 + x] or 0) end print(table.concat(r, " ")) end
local lines = { { 1, 2, 3 }, { 4, 5, 6 }, { 7, 8, 9 }, { 1, 4, 7 }, { 2, 5, 8 }, { 3, 6, 9 }, { 1, 5, 9 }, { 3, 5, 7 } } local visited = 0
local function winner(b) for _, l in ipairs(lines) do if b[l[1]] ~= " " and b[l[1]] == b[l[2]] and b[l[2]] == b[l[3]] then return b[l[1]] end end end
local function minimax(b, who, depth) visited = visited + 1 local w = winner(b) if w then return w == "X" and 10 - depth or depth - 10 end local best, move for i = 1, 9 do if b[i] == " " then b[i] = who local s = minimax(b, who == "X" and "O" or "X", depth + 1) b[i] = " " if not best or (who == "X" and s > best) or (who == "O" and s < best) then best, move = s, i end end end return best or 0, move end
local b = { "X", " ", " ", " ", "O", " ", " ", " ", " " } local who = "X" while true do local s, m = minimax(b, who, 0) if not m then break end b[m] = who io.write(who, m, " ") if winner(b) then break end who = who == "X" and "O" or "X" end print(winner(b) or "draw", visited)
local puzzle = "53..7....6..195....98....6.8...6...34..8.3..17...2...6.6....28....419..5....8..79" local cells = {} for i = 1, 81 do cells[i] = tonumber(puzzle:sub(i, i)) or 0 end
local rows, cols, boxes = {}, {}, {} for i = 0, 8 do rows[i], cols[i], boxes[i] = 0, 0, 0 end local function flip(i, v) local r, c = i // 9, i % 9 local m = 1 << v rows[r] = rows[r] ~ m cols[c] = cols[c] ~ m boxes[r // 3 * 3 + c // 3] = boxes[r // 3 * 3 + c // 3] ~ m end for i = 1, 81 do if cells[i] > 0 then flip(i - 1, cells[i]) end end
local function solve(i) while i <= 81 and cells[i] > 0 do i = i + 1 end if i > 81 then return true end local r, c = (i - 1) // 9, (i - 1) % 9 local used = rows[r] | cols[c] | boxes[r // 3 * 3 + c // 3] for v = 1, 9 do if used & (1 << v) == 0 then cells[i] = v flip(i - 1, v) if solve(i + 1) then return true end flip(i - 1, v) cells[i] = 0 end end return false end
print(solve(1)) for r = 0, 8 do print(table.concat(cells, " ", r * 9 + 1, r * 9 + 9)) end
