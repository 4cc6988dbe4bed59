-- Every metamethod, as a Lua function; __index and __newindex also as tables.
local cases = {}
local function case(name, body, more)
  more = more or {}
  cases[#cases + 1] = { name, body, setup = more.setup, sizes = more.sizes }
end

local binary = { add = "+", sub = "-", mul = "*", div = "/", mod = "%", pow = "^", idiv = "//", band = "&", bor = "|",
  bxor = "~", shl = "<<", shr = ">>" }
for _, event in ipairs { "add", "sub", "mul", "div", "mod", "pow", "idiv", "band", "bor", "bxor", "shl", "shr" } do
  case("__" .. event, "r = a " .. binary[event] .. " b", { setup = "local m = {__" .. event
    .. " = function(x, y) return 1 end} local a, b = setmetatable({}, m), setmetatable({}, m)" })
end
case("__add, number first", "r = 1 + a", { setup = "local a = setmetatable({}, {__add = function(x, y) return x end})" })
case("__add, a class of vectors", "r = (a + b).x", { setup = [[
local V = {} V.__index = V
V.__add = function(p, q) return setmetatable({x = p.x + q.x}, V) end
local a, b = setmetatable({x = 1}, V), setmetatable({x = 2}, V)]] })
case("__unm", "r = -a", { setup = "local a = setmetatable({}, {__unm = function(x) return 1 end})" })
case("__bnot", "r = ~a", { setup = "local a = setmetatable({}, {__bnot = function(x) return 1 end})" })
case("__len", "r = #a", { setup = "local a = setmetatable({}, {__len = function(x) return 1 end})" })
case("__concat", "r = a .. 'x'", { setup = "local a = setmetatable({}, {__concat = function(x, y) return y end})" })
case("__concat, four", "r = 'x' .. a .. 'y' .. 'z'",
  { setup = "local a = setmetatable({}, {__concat = function(x, y) return 'w' end})" })
case("__eq", "r = a == b",
  { setup = "local m = {__eq = function(x, y) return true end} local a, b = setmetatable({}, m), setmetatable({}, m)" })
case("__eq, jump", "if a == b then r = r + 1 end",
  { setup = "local m = {__eq = function(x, y) return true end} local a, b = setmetatable({}, m), setmetatable({}, m)" })
for event, operator in pairs { lt = "<", le = "<=" } do
  case("__" .. event, "r = a " .. operator .. " b", { setup = "local m = {__" .. event
    .. " = function(x, y) return x.v < y.v end} local a, b = setmetatable({v = 1}, m), setmetatable({v = 2}, m)" })
  case("__" .. event .. ", jump", "if a " .. operator .. " b then r = r + 1 end", { setup = "local m = {__" .. event
    .. " = function(x, y) return x.v < y.v end} local a, b = setmetatable({v = 1}, m), setmetatable({v = 2}, m)" })
end
case("__index, function", "r = a.x", { setup = "local a = setmetatable({}, {__index = function(t, k) return 1 end})" })
case("__index, function, integer key", "r = a[i]",
  { setup = "local a = setmetatable({}, {__index = function(t, k) return k end})" })
case("__index, function, string key", "r = a[k]",
  { setup = "local k = 'x' local a = setmetatable({}, {__index = function(t, k) return 1 end})" })
case("__index, table", "r = a.x", { setup = "local a = setmetatable({}, {__index = {x = 1}})" })
case("__index, chain of tables", "r = a.x", { setup = [[
local a = {x = 1}
for k = 1, N do a = setmetatable({}, {__index = a}) end]], sizes = { 2, 5, 20 } })
case("__index, builtin", "r = a.x", { setup = "local a = setmetatable({}, {__index = rawget})" })
case("__newindex, function", "a.x = i", { setup = "local a = setmetatable({}, {__newindex = function(t, k, v) end})" })
case("__newindex, function, integer key", "a[i] = i",
  { setup = "local a = setmetatable({}, {__newindex = function(t, k, v) end})" })
case("__newindex, table", "a.x = i", { setup = "local a = setmetatable({}, {__newindex = {}})" })
case("__newindex with rawset", "a.x = i; a.x = nil",
  { setup = "local a = setmetatable({}, {__newindex = function(t, k, v) rawset(t, k, v) end})" })
case("__call", "r = a(i)", { setup = "local a = setmetatable({}, {__call = function(self, v) return v end})" })
case("__call, no arguments", "r = a()", { setup = "local a = setmetatable({}, {__call = function(self) return 1 end})" })
case("__call, as a method", "r = t:a(i)",
  { setup = "local t = {a = setmetatable({}, {__call = function(self, t, v) return v end})}" })
case("__call, constructor", "r = C(i).v", { setup = [[
local C = setmetatable({}, {__call = function(class, v) return setmetatable({v = v}, class) end})
C.__index = C]] })
case("__close", "local a <close> = c", { setup = "local c = setmetatable({}, {__close = function() end})" })
case("__tostring", "r = tostring(a)", { setup = "local a = setmetatable({}, {__tostring = function() return 'a' end})" })
case("__pairs", "for k in pairs(a) do r = k end",
  { setup = "local a = setmetatable({}, {__pairs = function(t) return next, {1}, nil end})" })
case("__metatable", "r = getmetatable(a)", { setup = "local a = setmetatable({}, {__metatable = 1})" })
case("__gc", "setmetatable({}, m)", { setup = "local m = {__gc = function() end}" })

return cases
