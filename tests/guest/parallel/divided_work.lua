-- One computation divided among contexts gives the result of one.
local context = require "context"
local function primes(from, to)
  local found = {}
  for n = from, to do
    local prime = n > 1
    for d = 2, math.floor(math.sqrt(n)) do if n % d == 0 then prime = false break end end
    if prime then found[#found + 1] = n end
  end
  return found
end
local LIMIT <const> = 2000
local alone = primes(1, LIMIT)
for _, parts in ipairs { 1, 2, 3, 4 } do
  local handles, together = {}, {}
  local step = LIMIT // parts
  for p = 1, parts do
    handles[p] = context.spawn(primes, (p - 1) * step + 1, p == parts and LIMIT or p * step)
  end
  for p = 1, parts do
    local _, list = handles[p]:join()
    for _, n in ipairs(list) do together[#together + 1] = n end
  end
  print(parts, #together, together[#together], table.concat(together, ",") == table.concat(alone, ","))
end
