-- Every kind of bytecode: values and variables, tables, operators, jumps and loops, calls, closures.
local cases = {}
local function case(name, body, more)
  more = more or {}
  cases[#cases + 1] = { name, body, setup = more.setup, sizes = more.sizes }
end

-- Values and variables
case("local = local", "local a = i; local b = a; r = b")
case("local = constants", "local a, b, c = 1, 2.5, 'text'; r = c")
case("local = nil, booleans", "local a, b, c = nil, true, false; r = b")
case("upvalue, read", "r = u", { setup = "local u = 1" })
case("upvalue, write", "u = i", { setup = "local u = 1" })
case("global, read", "r = some_global", { setup = "some_global = 1" })
case("global, write", "some_global = i")
case("swap", "a, b = b, a", { setup = "local a, b = 1, 2" })

-- Tables
case("{}", "local t = {}")
case("{1, 2, 3}", "local t = {1, 2, 3}")
case("{x =, y =}", "local t = {x = i, y = i}")
case("{f()}", "local t = {f()}", { setup = "local function f() return 1, 2, 3 end" })
case("{...}", "f(1, 2, 3)", { setup = "local function f(...) local t = {...} end" })
case("t.x", "r = t.x", { setup = "local t = {x = 1, y = 2}" })
case("t.x, many fields", "r = t.field500", { setup = "local t = {} for k = 1, 1000 do t['field' .. k] = k end" })
case("t.x = v", "t.x = i", { setup = "local t = {x = 1}" })
case("t.x absent", "r = t.z", { setup = "local t = {x = 1}" })
case("t.x of a parent", "r = t.x", { setup = "local t = setmetatable({}, {__index = {x = 1}})" })
case("t.x new", "local t = {}; t.x = i; t.y = i")
case("t[i]", "r = t[(i & (N - 1)) + 1]", { setup = "local t = {} for k = 1, N do t[k] = k end", sizes = { 4, 256, 65536 } })
case("t[i] = v", "t[(i & (N - 1)) + 1] = i",
  { setup = "local t = {} for k = 1, N do t[k] = k end", sizes = { 4, 256, 65536 } })
case("t[1]", "r = t[1]", { setup = "local t = {1, 2}" })
case("t[1] = v", "t[1] = i", { setup = "local t = {1, 2}" })
case("t[string]", "r = t[keys[(i & (N - 1)) + 1]]",
  { setup = "local t, keys = {}, {} for k = 1, N do keys[k] = 'k' .. k; t[keys[k]] = k end", sizes = { 4, 256, 65536 } })
case("t[string] = v", "t[keys[(i & (N - 1)) + 1]] = i",
  { setup = "local t, keys = {}, {} for k = 1, N do keys[k] = 'k' .. k; t[keys[k]] = k end", sizes = { 4, 256, 65536 } })
case("t[float]", "r = t[k + 0.5]", { setup = "local k, t = 1, {[1.5] = 2}" })
case("t[integral float]", "r = t[k]", { setup = "local k, t = 1.0, {5, 6}" })
case("t[boolean]", "r = t[true]", { setup = "local t = {[true] = 2}" })
case("t[table]", "r = t[k]", { setup = "local k = {}; local t = {[k] = 1}" })
case("t[sparse integer]", "r = t[i & 7]", { setup = "local t = {[1000000] = 1, [-5] = 2, [3] = 4}" })
case("t[#t + 1] = v", "local t = {} for k = 1, N do t[#t + 1] = k end; r = #t", { sizes = { 4, 100, 10000 } })
case("t[k] = v from 1", "local t = {} for k = 1, N do t[k] = k end; r = #t", { sizes = { 4, 100, 10000 } })
case("t[k] = nil from the end", "local t = {} for k = 1, N do t[k] = k end for k = N, 1, -1 do t[k] = nil end; r = #t",
  { sizes = { 4, 100, 10000 } })
case("new string keys", "local t = {} for k = 1, N do t[keys[k]] = k end; r = t[keys[N]]",
  { setup = "local keys = {} for k = 1, N do keys[k] = 'k' .. k end", sizes = { 4, 100, 10000 } })
case("#table", "r = #t", { setup = "local t = {} for k = 1, N do t[k] = k end", sizes = { 4, 256, 65536 } })
case("nested t.a.b.c", "r = t.a.b.c", { setup = "local t = {a = {b = {c = 1}}}" })
case("matrix m[j][k]", "r = m[2][3]", { setup = "local m = {{1, 2, 3}, {4, 5, 6}}" })

-- Operators
for _, operator in ipairs { "+", "-", "*", "/", "//", "%", "^" } do
  case("integer " .. operator .. " integer", "r = a " .. operator .. " b", { setup = "local a, b = 12, 7" })
  case("integer " .. operator .. " constant", "r = i " .. operator .. " 3")
  case("float " .. operator .. " float", "r = a " .. operator .. " b", { setup = "local a, b = 12.5, 7.25" })
  case("float " .. operator .. " constant", "r = a " .. operator .. " 3.5", { setup = "local a = 12.5" })
  case("float " .. operator .. " integer", "r = a " .. operator .. " b", { setup = "local a, b = 12.5, 7" })
end
case("integral float % integer", "r = a % 7", { setup = "local a = 1e10" })
case("float % float, large", "r = a % b", { setup = "local a, b = 1e300, 7.25" })
case("float ^ 2", "r = a ^ 2", { setup = "local a = 12.5" })
case("float ^ 0.5", "r = a ^ 0.5", { setup = "local a = 12.5" })
case("negative integer // integer", "r = a // b", { setup = "local a, b = -12, 7" })
case("negative integer % integer", "r = a % b", { setup = "local a, b = -12, 7" })
case("-integer", "r = -i")
case("-float", "r = -a", { setup = "local a = 2.5" })
for _, operator in ipairs { "&", "|", "~", "<<", ">>" } do
  case("integer " .. operator .. " integer", "r = a " .. operator .. " b", { setup = "local a, b = 12, 7" })
  case("integer " .. operator .. " constant", "r = i " .. operator .. " 3")
end
case("integral float & integer", "r = a & 7", { setup = "local a = 12.0" })
case("~integer", "r = ~i")
case("not", "r = not i")
case("and, or", "r = i and a or b", { setup = "local a, b = 1, 2" })
case("#string", "r = #s", { setup = "local s = 'text'" })
case("string + integer", "r = s + 1", { setup = "local s = '12'" })
case("string .. string", "r = #(s .. s)", { setup = "local s = ('x'):rep(N)", sizes = { 3, 100, 10000 } })
case("string .. integer", "r = #(s .. i)", { setup = "local s = 'text'" })
case("string .. float", "r = #(s .. a)", { setup = "local s, a = 'text', 2.5" })
case("five strings ..", "r = #(s .. s .. s .. s .. s)", { setup = "local s = ('x'):rep(N)", sizes = { 3, 100, 10000 } })
case("grown string ..", "local s = '' for k = 1, N do s = s .. 'x' end; r = #s", { sizes = { 4, 100, 10000 } })

-- Comparisons and jumps
for _, operator in ipairs { "==", "~=", "<", "<=", ">", ">=" } do
  case("if integer " .. operator .. " integer", "if a " .. operator .. " i then r = 1 end", { setup = "local a = 5" })
  case("if integer " .. operator .. " constant", "if i " .. operator .. " 5 then r = 1 end")
  case("if float " .. operator .. " float", "if a " .. operator .. " b then r = 1 end",
    { setup = "local a, b = 2.5, 3.5" })
end
case("if integer < float", "if i < a then r = 1 end", { setup = "local a = 3.5" })
case("if string == string, same", "if s == t then r = r + 1 end", { setup = "local s = 'text'; local t = s" })
case("if string == string, equal", "if s == t then r = r + 1 end",
  { setup = "local s, t = ('x'):rep(N), ('x'):rep(N)", sizes = { 3, 100, 10000 } })
case("if string == string, different", "if s == t then r = r + 1 end",
  { setup = "local s, t = ('x'):rep(N), ('x'):rep(N - 1) .. 'y'", sizes = { 3, 100, 10000 } })
case("if string < string", "if s < t then r = r + 1 end",
  { setup = "local s, t = ('x'):rep(N), ('x'):rep(N - 1) .. 'y'", sizes = { 3, 100, 10000 } })
case("if string == constant", "if s == 'text' then r = r + 1 end", { setup = "local s = 'text'" })
case("if table == table", "if s == t then r = r + 1 end", { setup = "local s, t = {}, {}" })
case("if value", "if t then r = i end", { setup = "local t = true" })
case("if nil", "if t == nil then r = i end", { setup = "local t" })
case("boolean = comparison", "r = i < 5")
case("chain of elseif", "if a == 1 then r = 1 elseif a == 2 then r = 2 elseif a == 3 then r = 3 else r = 4 end",
  { setup = "local a = 4" })
case("goto", "local k = 0 ::again:: k = k + 1 if k < 3 then goto again end r = k")

-- Loops
case("for integer", "for k = 1, N do r = k end", { sizes = { 3, 100, 10000 } })
case("for integer, step", "for k = N, 1, -2 do r = k end", { sizes = { 3, 100, 10000 } })
case("for float", "for k = 1.0, N do r = k end", { sizes = { 3, 100, 10000 } })
case("while", "local k = 0 while k < N do k = k + 1 end r = k", { sizes = { 3, 100, 10000 } })
case("repeat", "local k = 0 repeat k = k + 1 until k >= N r = k", { sizes = { 3, 100, 10000 } })
local filled = "local t = {} for k = 1, N do t[k] = k end"
local named = "local t = {} for k = 1, N do t['k' .. k] = k end"
case("for ipairs", "for k, v in ipairs(t) do r = v end", { setup = filled, sizes = { 3, 100, 10000 } })
case("for pairs, list", "for k, v in pairs(t) do r = r + v end", { setup = filled, sizes = { 3, 100, 10000 } })
case("for pairs, names", "for k, v in pairs(t) do r = r + v end", { setup = named, sizes = { 3, 100, 10000 } })
case("for next", "for k, v in next, t do r = r + v end", { setup = named, sizes = { 3, 100, 10000 } })
case("for iterator function", "for k in f, N, 0 do r = k end",
  { setup = "local function f(n, k) if k < n then return k + 1 end end", sizes = { 3, 100, 10000 } })
case("for closure", "local k = 0 for v in function() k = k + 1 if k <= N then return k end end do r = v end",
  { sizes = { 3, 100, 10000 } })

-- Calls
case("f()", "f()", { setup = "local function f() end" })
case("f(a)", "r = f(i)", { setup = "local function f(a) return a end" })
case("f(a, b, c)", "r = f(i, i, i)", { setup = "local function f(a, b, c) return c end" })
case("f(ten)", "r = f(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)",
  { setup = "local function f(a, b, c, d, e, f, g, h, i, j) return j end" })
case("f() with missing arguments", "r = f(i)", { setup = "local function f(a, b, c, d) return a end" })
case("f() with extra arguments", "r = f(i, i, i, i)", { setup = "local function f(a) return a end" })
case("three results", "local a, b, c = f(i); r = c", { setup = "local function f(a) return a, a, a end" })
case("f(g())", "r = f(g(i))", { setup = "local function f(a) return a end local function g(a) return a end" })
case("f(several())", "r = f(g(i))",
  { setup = "local function f(a, b) return b end local function g(a) return a, a end" })
case("tail call", "r = f(i)", { setup = "local function g(a) return a end local function f(a) return g(a) end" })
case("tail calls, loop", "r = f(N)",
  { setup = "local function f(n) if n == 0 then return 7 end return f(n - 1) end", sizes = { 3, 100, 10000 } })
case("recursion", "r = f(N)",
  { setup = "local function f(n) if n == 0 then return 0 end return 1 + f(n - 1) end", sizes = { 3, 100, 10000 } })
case("o:method()", "r = o:get()", { setup = "local o = {v = 1} function o:get() return self.v end" })
case("o:method() of a class", "r = o:get()",
  { setup = "local C = {} C.__index = C function C:get() return self.v end local o = setmetatable({v = 1}, C)" })
case("global function", "r = global_f(i)", { setup = "function global_f(a) return a end" })
case("module function", "r = m.f(i)", { setup = "local m = {f = function(a) return a end}" })
local passing = "local function g(...) return ... end local function f(...) return g(...) end local t = {} "
  .. "for k = 1, N do t[k] = k end local unpack = table.unpack"
case("... received", "r = f(i, i)", { setup = "local function f(...) return 1 end" })
case("... first", "r = f(i, i)", { setup = "local function f(...) local a = ... return a end" })
case("... returned", "r = f(i, i)", { setup = "local function f(...) return ... end" })
case("... passed on", "r = f(i, i)", { setup = passing })
case("... passed on, many", "r = f(unpack(t))", { setup = passing, sizes = { 3, 20, 200 } })
case("f(a, ...)", "r = f(i, i, i)", { setup = "local function f(a, ...) return a end" })

-- Closures
case("closure, no upvalues", "r = function() return 1 end")
case("closure, one upvalue", "local a = i; local f = function() return a end; r = f()")
case("closure, three upvalues", "local a, b, c = i, i, i; local f = function() a = b + c end; f() r = a")
case("closure, shared upvalue", "local a = i; local f, g = function() a = a + 1 end, function() return a end f() r = g()")
case("closures in a loop", "for k = 1, N do fs[k] = function() return k end end; r = fs[N]()",
  { setup = "local fs = {}", sizes = { 3, 100, 10000 } })
case("<const>", "local a <const> = 5; r = a")
case("<close>", "local a <close> = nil; r = i")

return cases
