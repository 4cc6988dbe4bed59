-- Inside contexts: coroutines, generic for over foreign tables, pcall, closures, sort, gsub callbacks.
local context = require "context"
local words = { "pear", "apple", "fig", "cherry", "banana" }
local scores = { ann = 3, bob = 1, cid = 2 }
local function work(list, map)
  local out = {}
  for i, w in ipairs(list) do out[#out + 1] = i .. w:sub(1, 1) end
  local names = {}
  for k in pairs(map) do names[#names + 1] = k end
  table.sort(names, function(a, b) return map[a] < map[b] end)
  local gen = coroutine.wrap(function() for _, w in ipairs(list) do coroutine.yield(#w) end end)
  local lengths = {}
  for n in gen do lengths[#lengths + 1] = n end
  local ok, e = pcall(function() return list.none.field end)
  local text = ("1 2 3"):gsub("%d", function(d) return list[tonumber(d)] end)
  return table.concat(out, " "), table.concat(names, " "), table.concat(lengths, " "), ok, #e > 0, text, table.concat(list, "+"), #list, next(map) ~= nil, select("#", table.unpack(list))
end
local a, b = context.spawn(work, words, scores), context.spawn(work, words, scores)
print(a:join()) print(b:join()) print(true, work(words, scores))
print(context.spawn(function(t) table.sort(t) table.insert(t, 1, "first") return table.remove(t), #t end, words):join())
print(table.concat(words, " "))
