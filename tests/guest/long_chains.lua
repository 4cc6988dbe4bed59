-- Long chains of operators, accesses and calls need no more registers than short ones.
local function chain(start, step, n, ending)
  local f, message = load("local x, t, s = ... return " .. start .. step:rep(n) .. (ending or ""))
  if not f then return message end
  local t = setmetatable({}, { __index = function(t) return t end, __call = function(t) return t end })
  return type(f(1, t, "s"))
end
for _, operator in ipairs { "+", "-", "*", "/", "//", "%", "|", "&", "~", "<<", ">>", "==", "~=", "and", "or" } do
  print(operator, chain("x", " " .. operator .. " x", 1000), chain("t.x", " " .. operator .. " x", operator == "==" and 1000 or 0))
end
print(pcall(chain, "x", " < x", 150))
print(chain("s", " .. s", 150), chain("", "not ", 150, "x"), chain("", "- ", 150, "x"))
print(chain("t", ".t", 1000), chain("t", "[t]", 1000), chain("t", "[1]", 1000), chain("t", "()", 1000))
print(chain("t", ":m()", 1000), chain("t", ":m(x, x)", 1000), chain("t", ".a:m().b(x)[t]", 300))
print(chain("x", " == t.x", 500), chain("(x)", " ~= (t.x)", 500), chain("x", " == x and x or t", 300))
local x, y = 1, { 2 }
x = y[1] + x * x
print(x)
x = y[1] == x
print(x)
x = not (x == y)
print(x)
local a, b = 1, 2
a = (a + b) * (a - b) + a
print(a)
a = -(a - b) - a
b = #{ a, b } + b
print(a, b)
