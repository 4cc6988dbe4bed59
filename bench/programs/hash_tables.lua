-- Insertion, lookup, deletion, growth and traversal of tables with string, integer and object keys. Usage: hash_tables.lua [N]
local n = tonumber(arg and arg[1]) or 1500
local words, numbers, objects = {}, {}, {}
for i = 1, n do
  words["word" .. i] = i
  numbers[i * 7919 % 1000003] = i
  objects[{}] = i
end
local hits = 0
for round = 1, 3 do
  for i = 1, n, round do
    if words["word" .. i] == i then hits = hits + 1 end
    if numbers[i * 7919 % 1000003] then hits = hits + 1 end
    if words["absent" .. i] then hits = hits - 1 end
  end
end
local sum = 0
for _, v in pairs(objects) do sum = sum + v end
for i = 1, n, 2 do words["word" .. i] = nil end
local left = 0
for _ in pairs(words) do left = left + 1 end
local queue, head, tail = {}, 1, 0
for i = 1, n do
  tail = tail + 1
  queue[tail] = i
  if i % 3 == 0 then queue[head] = nil; head = head + 1 end
end
local list = {}
for i = 1, n do table.insert(list, i) end
for i = 1, 50 do table.insert(list, i, -i) end
local removed = 0
while #list > n // 2 do removed = removed + table.remove(list) end
local grid = {}
for y = 1, 40 do grid[y] = {} for x = 1, 40 do grid[y][x] = x ~ y end end
local trace = 0
for y = 1, 40 do for x = 1, 40 do trace = trace + grid[y][x] * grid[x][y] end end
print(hits, sum, left, tail - head + 1, removed, #list, trace)
