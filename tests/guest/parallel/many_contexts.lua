-- More contexts than processors, all alive at once, each with work of its own.
local context = require "context"
local handles = {}
for i = 1, 12 do
  handles[i] = context.spawn(function(n)
    local sum = 0
    for k = 1, 500 do sum = sum + (k * n) % 7 end
    local words = {}
    for k = 1, 20 do words[k] = ("%d:%d"):format(n, k) end
    return n, sum, #table.concat(words, " ")
  end, i)
end
print(context.count() >= 1)
for i = 1, 12 do print(handles[i]:join()) end
