-- Array writes: the sieve of Eratosthenes, several times over. Usage: sieve.lua [LIMIT]
local limit = tonumber(arg and arg[1]) or 8000
local count, last
for _ = 1, 5 do
  local composite = {}
  for i = 1, limit do composite[i] = false end
  count, last = 0, 0
  for i = 2, limit do
    if not composite[i] then
      count, last = count + 1, i
      for k = i * i, limit, i do composite[k] = true end
    end
  end
end
print(limit, count, last)
