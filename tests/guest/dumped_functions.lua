-- string.dump of what came out of a dump.
local function f(a, b) local c = 7 return a + b, c end
local once = string.dump(f)
local g = load(once)
print(g(1, 2))
local twice = string.dump(g)
print(once == twice, load(twice)(3, 4))
for i = 1, 5 do g = load(string.dump(g, i % 2 == 0)) end
print(g(5, 6)) print(pcall(string.dump, g) == true)

local main = load("local x <const> = 10 return function(n) return n * x end, ...")
main = load(string.dump(load(string.dump(main))))
local times, rest = main("rest") print(times(4), rest)
print(load(string.dump(load(string.dump(times))))(5))

-- Methods, variable arguments, nested functions, upvalues and globals.
local object = { n = 1 } function object:add(k) self.n = self.n + k return self.n end
local add = load(string.dump(load(string.dump(object.add)))) print(add(object, 5), object.n)
local count = load(string.dump(load(string.dump(function(...) return select("#", ...), (function(...) return ... end)(...) end)))) print(count(1, nil, 3))
local up1, up2 = 1, 2
local both = load(string.dump(load(string.dump(function() up1 = (up1 or 0) + 1 return up1, up2, type(print) end))))
print(pcall(both)) print(debug.setupvalue(both, 1, 10), debug.setupvalue(both, 2, 20), debug.setupvalue(both, 3, _ENV)) print(pcall(both))
local deep = load(string.dump(load(string.dump(function() return function() return function() return "deep" end end end)))) print(deep()()()) print(load(string.dump(deep()))()())
local recursive recursive = load(string.dump(load(string.dump(function(self, n) if n == 0 then return "end" end return self(self, n - 1) end)))) print(recursive(recursive, 10))
print(debug.getinfo(load(string.dump(load(string.dump(f)))), "S").linedefined, debug.getinfo(f, "S").linedefined) print(debug.getinfo(load(string.dump(load(string.dump(f, true)))), "S").short_src)
print(load("\27Lua")) print(load("\27Lua", "=name")) print(pcall(string.dump)) print(pcall(string.dump, print)) print(pcall(string.dump, load(string.dump(f)), {}) == true) print(load(once, "x", "t")) print(type(load(once, "x", "b")))
