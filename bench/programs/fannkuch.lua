-- Array shuffling: the most pancake flips over all permutations of N. Usage: fannkuch.lua [N]
local n = tonumber(arg and arg[1]) or 7

local function flips(p, scratch)
  for i = 1, n do scratch[i] = p[i] end
  local count = 0
  local first = scratch[1]
  while first ~= 1 do
    local lo, hi = 1, first
    while lo < hi do
      scratch[lo], scratch[hi] = scratch[hi], scratch[lo]
      lo, hi = lo + 1, hi - 1
    end
    count = count + 1
    first = scratch[1]
  end
  return count
end

local function run()
  local p, scratch, turns = {}, {}, {}
  for i = 1, n do p[i], scratch[i], turns[i] = i, 0, 0 end
  local most, checksum, sign = 0, 0, 1
  local depth = n
  while true do
    local f = flips(p, scratch)
    if f > most then most = f end
    checksum = checksum + sign * f
    -- The next permutation: rotate the shortest prefix that has turns left.
    depth = 2
    while depth <= n do
      local head = p[1]
      for i = 1, depth - 1 do p[i] = p[i + 1] end
      p[depth] = head
      turns[depth] = turns[depth] + 1
      if turns[depth] < depth then break end
      turns[depth] = 0
      depth = depth + 1
    end
    if depth > n then return checksum, most end
    sign = -sign
  end
end

local checksum, most = run()
print(checksum)
print(("flips(%d) = %d"):format(n, most))
