-- Chapter 3 of the manual, paragraph by paragraph.
local function section(name) print("-- " .. name) end
local function errors(f, ...) return select(2, pcall(f, ...)) end
local function refuses(text) return (select(2, load(text, "=c"))) end

section "3.1 names, keywords, tokens, case"
local and1, And, _x9, _ENV_ = 1, 2, 3, 4
print(and1, And, _x9, _ENV_, refuses "local and = 1", refuses "goto = 1", refuses "local 9a")
print(1 --[[ inside ]] + --[==[ ]] ]==] 2) -- to the end
print(#"\a\b\f\n\r\t\v\\\"\'", "a\z
       b", "\x41\065\u{48}\u{20AC}", 'line\
break', refuses [["\q"]], refuses [["\300"]], refuses [["\u{110000000}"]], refuses '"open\n"')
print([[
first newline is skipped]], [==[ ]] ]=] ]==], #[[

]])
print(3, 345, 0xff, 0xBEBADA, 3.0, 3.1416, 314.16e-2, 0.31416E1, 34e1, 0x0.1E, 0xA23p-4, 0X1.921FB54442D18P+1, 0xffffffffffffffff, 9223372036854775808, .5, 5.)
print(refuses "x = 3x", refuses "x = 0x", refuses "x = 1e", refuses "x = 1..2")

section "3.2 variables: global, local, fields"
local v
print(v, undefined_global, ({}).field, ({ 7 })[1])
do local function set() outer_global = "set" end set() end
print(outer_global, _ENV.outer_global)

section "3.3.1 blocks are chunks of statements; empty ones; do and end"
do end ; ; do local hidden = 1 end
print(hidden, load "" ~= nil, load ";;" ~= nil)
local f = print
;(f)("a parenthesis begins no call here")

section "3.3.2 chunks are functions with any arguments, upvalue _ENV"
print(load("return ..., select('#', ...)")(1, 2), load "local a <const> = 1 return a"())

section "3.3.3 assignment: adjusts, evaluates before it assigns"
local i, a = 3, {}
i, a[i] = i + 1, 20
print(i, a[3], a[4])
local x, y, z = 1, 2
x, y = y, x
print(x, y, z, (function() local p, q = (function() return 1, 2, 3 end)() return q end)())
local m, n = ((function() return 1, 2 end)())
print(m, n)

section "3.3.4 while, repeat, if, goto, break, return; scope of repeat's block"
local count = 0
while true do count = count + 1 if count == 3 then break end end
repeat local done = count > 4; count = count + 1 until done
if count < 0 then print "no" elseif count == 6 then print("six", count) else print("else", count) end
do
  local k = 1
  ::top::
  if k <= 3 then k = k + 1 goto top end
  print(k)
  for j = 1, 3 do if j == 2 then goto continue end io.write(j, " ") ::continue:: end
  print()
end
print(refuses "goto nowhere", refuses "break", refuses "::a:: ::a::", refuses "goto l local b ::l:: print(b)", refuses "do ::inner:: end goto inner")
print((function() do return "early" end print "never" end)())

section "3.3.5 for: values once, integers or floats, no overflow, control is local; generic with closing value"
local calls = 0
local function limit() calls = calls + 1 return 3 end
for j = 1, limit() do io.write(j, " ") j = 10 end
print(calls)
for j = 1, 2, 0.5 do io.write(j, " ") end
for j = math.maxinteger - 1, math.maxinteger do io.write(j == math.maxinteger and "max " or "less ") end
for j = 3, 1 do io.write "never" end
for j = 3, 1, -1 do io.write(j, " ") end
for j = 1, 1.9 do io.write(j, " ") end
print(errors(function() for j = 1, 2, 0 do end end):match "'for'.*", errors(function() for j = "a", 2 do end end):match "'for'.*")
local closed
for k, value in next, { 5 }, nil, setmetatable({}, { __close = function() closed = true end }) do print(k, value) break end
print(closed)
local steps = 0
for one, two in function(s, c) steps = steps + 1 if c < s then return c + 1, c * 2 end end, 3, 0 do io.write(one, ":", two, " ") end
print(steps)

section "3.3.6 function calls as statements"
local seen = {}
table.insert(seen, 1); ("x"):rep(1)
print(#seen, refuses "1", refuses "a", refuses "a.b", refuses "(f())")

section "3.3.7 and 3.3.8 locals, const, close"
local u, w <const>, q <close> = 1, 2
print(u, w, q, refuses "local k <const> = 1; k = 2", refuses "local k <other> = 1", refuses "local k <close>, j <close> = 1, 2")
do
  local function closer(name) return setmetatable({}, { __close = function(_, e) print("close " .. name, e) end }) end
  local first <close> = closer "first"
  local second <close> = closer "second"
  local none <close> = nil
  local no <close> = false
end
print(pcall(function()
  local c <close> = setmetatable({}, { __close = function(_, e) error("replaced " .. tostring(e), 0) end })
  error("original", 0)
end))
print(errors(function() local bad <close> = {} end):match "variable.*")

section "3.4.1 and 3.4.2 arithmetic and bitwise"
print(7 // 2, -7 // 2, 7 // -2.0, 7 % -3, -7 % 3, 5.5 % -2, 7 / 2, 2 ^ 10, -2 ^ 2, 1e15 // 1, 5 // 0.0, -5 % math.huge)
print(errors(function() return 1 // 0 end):match "attempt.*", errors(function() return 1 % 0 end):match "attempt.*")
print(5 & 3, 5 | 3, 5 ~ 3, ~5, 1 << 63, 1 << 64, 1 << -1, -1 >> 60, 2.0 | 1, errors(function() return 1.5 | 1 end):match "number.*", errors(function() return 2 ^ 64 | 1 end):match "number.*")

section "3.4.3 coercions"
print("10" + 1, "0x10" * 2, " 3 " - 1, 10 .. 20, 1.0 .. "", -0.0 .. "", 2 ^ 63 .. "", "1e1" + 0, math.type("2" + 1), math.type("2" + 1.0))
print(errors(function() return "a" + 1 end):match "attempt.*", errors(function() return {} .. "s" end):match "attempt.*", errors(function() return "3" | 1 end):match "attempt.*")
print(tostring(1e100), 1e15, 1e16, 123456789012345678, 0.1, 1 / 3, 100 // 1.0, string.format("%d", "10"))

section "3.4.4 relational"
print(1 == 1.0, "1" == 1, 1 < 1.5, "a" < "b", "Z" < "a", "" < "a", "a\0b" > "a\0a", 2 ^ 53 == 2 ^ 53 + 1, math.maxinteger < math.huge, math.maxinteger + 0.0 == math.maxinteger, math.mininteger <= -2 ^ 63)
print(0 / 0 == 0 / 0, 0 / 0 ~= 0 / 0, 1 < 0 / 0, not (1 >= 0 / 0), {} == {}, nil == false)

section "3.4.5 logical: short cuts"
print(10 or error(), nil or "a", nil and error(), false and nil, false or nil, 10 and 20, not nil, not 0)

section "3.4.6 concatenation and 3.4.7 length"
print("a" .. "b" .. 1 .. 2, #"", #"\0\0", #{ 1, 2, 3 }, #{ n = 1 }, #{ 1, 2, nil } >= 2)

section "3.4.8 precedence and associativity"
print(2 + 3 * 4 ^ 2 / 2, 2 ^ 3 ^ 2, -2 ^ 2, not 1 == 2, "a" .. "b" == "ab", 1 .. 2 .. 3, 1 << 2 + 1, 5 & 3 == 1 and "x" or "y", 6 - 3 - 2, 1 | 2 ~ 3 & 1, #"abc" + 1, -"2" + 0, not nil and 1)

section "3.4.9 constructors"
local function three() return 1, 2, 3 end
local t = { [1] = "replaced", "first", x = 1, ["y z"] = 2, three(), three(), [30] = 30; "end", }
print(t[1], t.x, t["y z"], #t, t[2], t[3], t[4], t[5], t[30], #{ three() }, #{ three(), nil }, #{ (three()) })

section "3.4.10 calls: prefix, methods, strings and tables as the argument, adjusting, tail calls"
local object = { n = 5, get = function(self, k) return self.n + (k or 0) end }
print(object:get(), object.get(object, 1), type "s", #{ three(), three() }, (three()), select("#", three(), three()))
local function loop(k) if k == 0 then return "bottom" end return loop(k - 1) end
print(loop(100000), errors(function() object:missing() end):match "attempt.*", errors(function() object.a.b() end):match "attempt.*")

section "3.4.11 functions: sugar, parameters, varargs, closures"
local lib = { sub = {} }
function lib.sub.f(k) return k end
function lib.sub:g(k) return self == lib.sub, k end
local function fact(k) return k == 0 and 1 or k * fact(k - 1) end
print(lib.sub.f(1, 2), lib.sub:g(3), fact(10), (function(p, r) return r end)(1))
local function varied(p, ...) local first, second = ... return p, first, second, select("#", ...), ... end
print(varied(1), varied(1, 2, nil), (varied(1, 2)))
print(refuses "function f() return ... end", refuses "function f(..., a) end", refuses "function f(a, a.b) end")
local made = {}
for k = 1, 3 do local own = k made[k] = function() own = own + 1 return own end end
print(made[1](), made[1](), made[2](), made[3]())

section "3.4.12 lists and their adjustment"
print(three(), 10)
print((three()))
print(10, three())
local l1, l2, l3, l4 = three(), 20
print(l1, l2, l3, l4, #{ ..., three(), }, table.pack(three(), nil).n)

section "3.5 visibility: scopes begin after the declaration; each iteration has locals of its own"
local shadow = 10
do local shadow = shadow shadow = shadow + 1 print(shadow) do local shadow = shadow + 1 print(shadow) end end
print(shadow)
local readers = {}
do local k = 0 while k < 3 do k = k + 1 local own = k readers[k] = function() return own end end end
print(readers[1](), readers[2](), readers[3]())
local function recursive() return recursive ~= nil end
local plain = function() return plain ~= nil end
print(recursive(), plain())
