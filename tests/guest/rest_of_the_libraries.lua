-- What no other program tries: dumps, user values, C libraries, debug.debug.
-- stdin: print("typed", 1 + 1)\nlocal x <const> = 5 print(x)\ncont\nprint "never"\n
local function add(a, b) return a + b end
local again = load(string.dump(add), "dumped", "b")
print(again(2, 3), load(string.dump(add, true), "stripped", "b")(4, 5), load(string.dump(add), "text", "t"))
print(pcall(string.dump, print), load("\27Lua damaged", "=d", "b") == nil, load(string.dump(add):sub(1, -9), "=d") == nil)
local up = 10
local counting = load(string.dump(function() up = (up or 0) + 1 return up end))
print(debug.getupvalue(counting, 1), debug.setupvalue(counting, 1, 5), counting(), counting(), up)

print(debug.setuservalue(io.stdout, 1), debug.getuservalue(io.stdout, 1), debug.getuservalue(1))
print(pcall(debug.setuservalue, {}, 1))

local f, message, where = package.loadlib("/nowhere/none.so", "luaopen_none")
print(f, message, where, package.loadlib("/nowhere/none.so", "*") == nil)
print(package.cpath ~= nil, pcall(require, "no.such.module") == false)

debug.debug()
print "after debug.debug"

-- A date's format is shown from what is wrong on.
for _, format in ipairs { "%Ezabc", "%qabc", "x%", "%E", "%O\0a", "a%q\0bc", "%Y %Ow%Oq" } do print(pcall(os.date, format, 0)) end
