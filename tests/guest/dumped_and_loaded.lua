-- Dumped functions are loaded again, with upvalues of their own; damaged ones are refused.
local function add(a, b) return a + b end
local again = load(string.dump(add), "dumped", "b")
print(again(2, 3), load(string.dump(add, true), "stripped", "b")(4, 5), load(string.dump(add), "text", "t"))
print(pcall(string.dump, print), load("\27Lua damaged", "=d", "b") == nil, load(string.dump(add):sub(1, -9), "=d") == nil)
local up = 10
local counting = load(string.dump(function() up = (up or 0) + 1 return up end))
print(debug.getupvalue(counting, 1), debug.setupvalue(counting, 1, 5), counting(), counting(), up)
