-- Strings are values: equal text is the same key wherever it was made.
local context = require "context"
local shared = { alpha = 1, [("k"):rep(100)] = "long key" }
print(context.spawn(function()
  local made = "al" .. "pha"
  local long = {}
  for i = 1, 100 do long[i] = "k" end
  shared["be" .. "ta"] = "from child"
  shared[("z"):rep(60)] = ("v"):rep(60)
  return shared[made], shared[table.concat(long)], made == "alpha", #made
end):join())
print(shared.beta, #shared[("z"):rep(60)], shared[("z"):rep(60)] == ("v"):rep(60))
local handles = {}
for i = 1, 4 do
  handles[i] = context.spawn(function(n)
    for k = 1, 100 do shared["word" .. (k * 4 + n)] = ("text %d"):format(k) end
    return (("%d"):rep(3):format(n, n, n)):reverse(), ("a,b,c"):gsub(",", tostring(n))
  end, i)
end
for i = 1, 4 do print(handles[i]:join()) end
local count = 0
for k in pairs(shared) do if k:find "^word" then count = count + 1 end end
print(count, shared.word404, shared.word5)
