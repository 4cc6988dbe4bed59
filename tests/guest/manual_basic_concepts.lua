-- Chapter 2 of the manual, paragraph by paragraph.
local function section(name) print("-- " .. name) end
local function errors(f, ...) return select(2, pcall(f, ...)) end

section "2.1 eight types; only nil and false are false; values are first class"
print(type(nil), type(true), type(1), type "s", type(print), type {}, type(coroutine.create(print)), type(io.stdout))
local conditions = {}
for _, v in ipairs { 0, "", "false", {}, print } do conditions[#conditions + 1] = v and "true" or "false" end
print(table.concat(conditions, " "), nil == false, not nil, not 0)
local stored = { f = print, [print] = "by function", [1.5] = "by float", [true] = "by boolean" }
print(stored.f == print, stored[print], stored[1.5], stored[true])

section "2.1 numbers: integers wrap, floats are doubles, each knows its subtype"
print(math.maxinteger + 1 == math.mininteger, math.mininteger - 1 == math.maxinteger, math.maxinteger * 2)
print(math.type(1), math.type(1.0), math.type "1", 1 == 1.0, 2^53 == 2^53 + 1, 1 // 0.0, -1 // 0.0, 0.0 / 0.0 ~= 0.0 / 0.0)

section "2.1 strings are bytes, any of them, and do not change"
local s = "a\0b\255\n"
print(#s, s:byte(1, -1))
local copy = s
s = s .. "x"
print(#copy, #s)

section "2.1 tables: any key but nil and not-a-number, integral floats are integers, nil means absent"
local t = { [1.0] = "one", [2^53] = "big" }
print(t[1], t[2^53 | 0], next { [3.0] = 1 }, math.type((next { [3.0] = 1 })))
print(errors(function() t[nil] = 1 end):match "index is nil", errors(function() t[0 / 0] = 1 end):match "index is NaN", t[nil], t[0 / 0])
t.gone = 1
t.gone = nil
print(t.gone, rawget(t, "gone"), t.name == t["name"])

section "2.1 tables, functions, threads are references"
local a, b = {}, {}
local same = a
same.x = 1
print(a.x, a == same, a == b, {} == {}, print == print)

section "2.2 globals are fields of _ENV, and _ENV is a local like others"
x_of_manual = 7
print(_ENV.x_of_manual, _G.x_of_manual, _G._G == _G, _ENV == _G)
do
  local _ENV = { y = "field" }
  z = y
  _ENV.w = z
  assert = w
end
print(x_of_manual, y, z)
local function in_other(_ENV) return value end
print(in_other { value = "parameter" })
print(load("a = 1 return _ENV", "c", "t", {}) ().a, rawget(_G, "a"))

section "2.3 errors end what runs, are any value, and are caught by pcall and xpcall"
print(pcall(error), pcall(error, nil), pcall(error, { code = 1 }) == false, errors(error, "m", 0))
local object = setmetatable({}, { __tostring = function() return "an object" end })
print(select(2, pcall(error, object)) == object)
print(xpcall(function() error("inner", 0) end, function(m) return "handled " .. m end))
print(xpcall(function() local x = nil; return x.field end, function(m) return (m:gsub("^.-:%d+: ", "")) end))
print(select("#", pcall(function() return 1, nil, nil end)))
print(xpcall(error, function(m) error(m) end, "again"))
warn "@off" warn("not", "shown") warn "@on"

section "2.4 metatables: arithmetic, bitwise, concat, len"
local calls = {}
local mt = {}
for _, event in ipairs { "add", "sub", "mul", "div", "mod", "pow", "idiv", "band", "bor", "bxor", "shl", "shr", "concat" } do
  mt["__" .. event] = function(l, r) calls[#calls + 1] = event .. (type(l) == "table" and "L" or "R"); return event, "dropped" end
end
for _, event in ipairs { "unm", "bnot" } do mt["__" .. event] = function(v, w) calls[#calls + 1] = event .. tostring(rawequal(v, w)); return event end end
mt.__len = function() return "any value" end
local o = setmetatable({}, mt)
print(o + 1, 1 + o, o - 1, o * 1, 1 / o, o % 2, 2 ^ o, o // 1, o & 1, 1 | o, o ~ 1, o << 1, 1 >> o, -o, ~o, #o, o .. "s", 1 .. o)
print(table.concat(calls, " "))

section "2.4 eq, lt, le: results become booleans; eq only for two tables that differ"
local tried = 0
local cmp = { __eq = function() tried = tried + 1; return 1 end, __lt = function() return nil end, __le = function() return "yes" end }
local p, q = setmetatable({}, cmp), setmetatable({}, cmp)
print(p == q, p ~= q, p == p, p == 1, tried, p < q, p <= q, p > q, p >= q, 1 < p, p <= "s")
print(errors(function() return {} < {} end):match "attempt.*", errors(function() return {} < 1 end):match "attempt.*", errors(function() return "a" < 1 end):match "attempt.*")

section "2.4 index, newindex: functions, tables, chains; raw access goes around"
local log = {}
local base = setmetatable({ inherited = 1 }, { __index = function(self, k) return "made " .. k end })
local obj = setmetatable({}, { __index = base, __newindex = function(self, k, v) log[#log + 1] = k; rawset(self, k, v) end })
print(obj.inherited, obj.other, rawget(obj, "inherited"))
obj.new, obj.new = 1, 2
print(obj.new, table.concat(log, " "))
local proxy = setmetatable({}, { __newindex = base })
proxy.put = 3
print(rawget(proxy, "put"), base.put)
print(errors(function() local n; n.x = 1 end):match "attempt.*", errors(function() return (nil)[1] end):match "attempt.*")

section "2.4 call, and what is called is the first argument"
local callable = setmetatable({}, { __call = function(self, ...) return self ~= nil, select("#", ...), (...) ~= nil end })
print(callable(1, nil, 3), pcall(callable), (callable("only first")))
print(select("#", setmetatable({}, { __call = callable })(5)))
print(errors(function() local u = {}; u() end):match "attempt.*")

section "2.4 metatables of strings, and those that are protected"
print(("x"):rep(3), #"abc", getmetatable("").__index == string, getmetatable(setmetatable({}, { __metatable = "locked" })))
print(errors(setmetatable, setmetatable({}, { __metatable = 1 }), {}))

section "2.5 garbage: what is out of reach goes; modes and steps"
collectgarbage()
local before = collectgarbage "count"
do local big = {}; for i = 1, 20000 do big[i] = { i } end end
collectgarbage()
collectgarbage()
print(collectgarbage "count" < before + 500, collectgarbage "isrunning", collectgarbage "stop", collectgarbage "isrunning", collectgarbage "restart")
print(collectgarbage "generational", collectgarbage "incremental", collectgarbage "incremental", pcall(collectgarbage, "none"))

section "2.5.3 finalizers: once, in reverse order of marking; the object lives again meanwhile; a new one counts"
local order, kept = {}, nil
do
  local all = {}
  for i = 1, 4 do all[i] = setmetatable({ i }, { __gc = function(v) order[#order + 1] = v[1]; if i == 2 then kept = v end end }) end
end
collectgarbage()
collectgarbage()
print(table.concat(order, " "), kept and kept[1])
setmetatable(kept, getmetatable(kept))
kept = nil
collectgarbage()
collectgarbage()
print(#order, (pcall(setmetatable, {}, { __gc = "no function" })))

section "2.5.4 weak keys, weak values, both, ephemerons; strings and numbers stay"
local function count(w) local n = 0; for _ in pairs(w) do n = n + 1 end return n end
local live = {}
local keys = setmetatable({ [{}] = 1, [live] = 2, k = 3, [1] = {} }, { __mode = "k" })
local values = setmetatable({ {}, live, "s", 4, k = {} }, { __mode = "v" })
local both = setmetatable({ [{}] = live, [live] = {}, [2] = 3 }, { __mode = "kv" })
local ephemeron = setmetatable({}, { __mode = "k" })
do local key = {}; ephemeron[key] = { key } end
collectgarbage()
print(count(keys), count(values), count(both), count(ephemeron))

section "2.6 coroutines: create, resume, yield, values both ways, errors, wrap, close"
local co = coroutine.create(function(a, b)
  local c = coroutine.yield(a + b)
  local d, e = coroutine.yield(a - b, c)
  return b, d, e
end)
print(coroutine.status(co), coroutine.resume(co, 1, 10))
print(coroutine.resume(co, "r"))
print(coroutine.status(co), coroutine.resume(co, "x", "y"))
print(coroutine.status(co), coroutine.resume(co))
local failing = coroutine.create(function() local t <const> = nil; return t.x end)
local ok, message = coroutine.resume(failing)
print(ok, message:match "attempt.*", coroutine.status(failing), coroutine.resume(failing))
local wrapped = coroutine.wrap(function() for i = 1, 2 do coroutine.yield(i) end end)
print(wrapped(), wrapped(), wrapped(), errors(wrapped))
local closing = coroutine.create(function() local c <close> = setmetatable({}, { __close = function() print "closed" end }); coroutine.yield() end)
coroutine.resume(closing)
print(coroutine.close(closing), coroutine.status(closing), select(2, coroutine.running()))
