-- debug.upvalueid tells variables apart, whatever their values.
local one, two = 1, 1
local function f() return one, two end
local function g() return two end
print(type(debug.upvalueid(f, 1)), debug.upvalueid(f, 1) == debug.upvalueid(f, 2), debug.upvalueid(f, 2) == debug.upvalueid(g, 1), debug.upvalueid(f, 1) == debug.upvalueid(f, 1), debug.upvalueid(f, 3), debug.upvalueid(print, 1))
local h = load("local a, b = 5, 5 return function() return a, b end")()
print(type(debug.upvalueid(h, 1)), debug.upvalueid(h, 1) == debug.upvalueid(h, 1), debug.upvalueid(h, 1) == debug.upvalueid(h, 2))
