-- Arithmetic, bitwise, concat, unary metamethods; which operand's handler is taken.
local events = { "add", "sub", "mul", "div", "mod", "pow", "idiv", "band", "bor", "bxor", "shl", "shr", "concat", "unm", "bnot" }
local function describe(v) return type(v) == "table" and v.name or tostring(v) end
local function make(name)
  local mt = {}
  for _, e in ipairs(events) do mt["__" .. e] = function(a, b) return name .. "." .. e .. "(" .. describe(a) .. "," .. describe(b) .. ")" end end
  return setmetatable({ name = name }, mt)
end
local A, B = make "A", make "B"
print(A + 1, 1 + A, A + B, B + A) print(A - 1, 1 - A, A * 2, 2 * A) print(A / 2, 2 / A, A % 2, 2 % A) print(A ^ 2, 2 ^ A, A // 2, 2 // A)
print(A & 1, 1 & A, A | 1, 1 | A) print(A ~ 1, 1 ~ A, A << 1, 1 << A) print(A >> 1, 1 >> A, A .. "s", "s" .. A)
print(-A, ~A, A .. B, 1 .. A) print(A + nil, nil + A, A + "x", "x" + A) print(A & 1.5, 1.5 | A, A .. nil, A << "y")
print(A .. 1 .. 2, "a" .. "b" .. A, ("a" .. A) .. "b", A .. A == nil)

print("-- only one side defines it")
local only = setmetatable({ name = "only" }, { __sub = function(a, b) return describe(a) .. " minus " .. describe(b) end })
print(only - 5, 5 - only, A - only, only - A)
print(pcall(function() return only + 1 end)) print(pcall(function() return only .. "x" end)) print(pcall(function() return -only end))
print(pcall(function() return only & 1 end)) print(pcall(function() return ~only end))

print("-- a vector")
local Vec = {} Vec.__index = Vec
local function vec(x, y) return setmetatable({ x = x, y = y }, Vec) end
Vec.__add = function(a, b) return vec(a.x + b.x, a.y + b.y) end
Vec.__sub = function(a, b) return vec(a.x - b.x, a.y - b.y) end
Vec.__mul = function(a, b) if type(a) == "number" then return vec(a * b.x, a * b.y) elseif type(b) == "number" then return vec(a.x * b, a.y * b) end return a.x * b.x + a.y * b.y end
Vec.__unm = function(a) return vec(-a.x, -a.y) end
Vec.__tostring = function(a) return "(" .. a.x .. ", " .. a.y .. ")" end
Vec.__len = function(a) return math.sqrt(a * a) end
Vec.__eq = function(a, b) return a.x == b.x and a.y == b.y end
Vec.__idiv = function(a, n) return vec(a.x // n, a.y // n) end
Vec.__mod = function(a, n) return vec(a.x % n, a.y % n) end
local p, q = vec(3, 4), vec(1, -2)
print(tostring(p + q), tostring(p - q), p * q, tostring(2 * p), tostring(p * 2), tostring(-q), #p, tostring(vec(7, 9) // 2), tostring(vec(7, 9) % 4))
print(p == vec(3, 4), p ~= q, rawequal(p, vec(3, 4)), p + q == vec(4, 2))

print("-- results adjust to one value; errors pass through; any value may come back")
local odd = setmetatable({}, { __add = function() return 1, 2, 3 end, __concat = function() return nil end, __unm = function() return { 5 } end, __mul = function() error("no mul", 0) end })
print(odd + 1) print((odd .. "x") == nil, (-odd)[1], select("#", odd + 1)) print(pcall(function() return odd * 1 end))
local callable_handler = setmetatable({}, { __add = setmetatable({}, { __call = function(self, a, b) return "called", type(a), b end }) })
print(callable_handler + 7)
local bad_handler = setmetatable({}, { __add = 5 }) print(pcall(function() return bad_handler + 1 end))
print(pcall(function() local s <const> = "a"; return s + 1 end))
