-- __index and __newindex: functions, tables, chains, rawget and rawset, loops.
local base = { color = "red", size = 1 }
local mid = setmetatable({ size = 2 }, { __index = base })
local top = setmetatable({}, { __index = mid })
print(top.color, top.size, top.missing, rawget(top, "color"))
base.missing = "now there" print(top.missing) mid.color = "blue" print(top.color) mid.color = nil print(top.color)

local log = {}
local logged = setmetatable({}, { __index = function(t, k) log[#log + 1] = "get " .. tostring(k); return k end, __newindex = function(t, k, v) log[#log + 1] = "set " .. tostring(k); rawset(t, k, v) end })
print(logged.a, logged[1], logged[true], logged["a b"]) logged.a = 5 logged.a = 6 print(logged.a, logged.b) logged[1] = nil logged[1] = nil
print(table.concat(log, ";"))

local store = {}
local redirect = setmetatable({}, { __newindex = store, __index = store })
redirect.x = 1 redirect.y = 2 print(rawget(redirect, "x"), store.x, redirect.y, next(redirect))
redirect.x = nil print(store.x)

print("-- chains of __newindex")
local final = setmetatable({}, { __newindex = function(t, k, v) rawset(t, k, v .. "!") end })
local chain = setmetatable({}, { __newindex = setmetatable({}, { __newindex = final }) })
chain.k = "v" print(rawget(chain, "k"), final.k)
local has = setmetatable({ present = 1 }, { __newindex = function() error "never called for present keys" end })
has.present = 2 print(has.present)

print("-- read-only, defaults, strict")
local function readonly(t) return setmetatable({}, { __index = t, __newindex = function(_, k) error("attempt to modify '" .. k .. "'", 2) end, __len = function() return #t end, __pairs = function() return pairs(t) end }) end
local days = readonly { "mon", "tue" }
print(days[1], #days, pcall(function() days[3] = "x" end)) print(pcall(function() days.new = 1 end))
local default = setmetatable({}, { __index = function() return 0 end }) default.n = default.n + 1 default.n = default.n + 1 print(default.n, default.other)
local strict = setmetatable({}, { __index = function(_, n) error("undeclared variable '" .. n .. "'", 2) end })
print(pcall(function() local _ENV = strict; return undeclared end))
local auto = setmetatable({}, { __index = function(t, k) local v = setmetatable({}, getmetatable(t)); rawset(t, k, v); return v end })
auto.a.b.c = 5 print(auto.a.b.c, rawget(auto, "a") ~= nil, auto.x ~= nil)

print("-- indexing through things that are not tables")
debug = debug
local str_index = getmetatable("").__index
print(("abc").upper == string.upper, ("abc").x)
getmetatable("").__index = function(s, k) if type(k) == "number" then return string.sub(s, k, k) end return str_index[k] end
print(("hello")[1], ("hello")[-1], ("hello"):upper()) getmetatable("").__index = str_index
print(pcall(function() return (5).x end)) print(pcall(function() return (nil).x end)) print(pcall(function() return (true)[1] end))

print("-- loops and depth")
local loop1 = {} setmetatable(loop1, { __index = loop1 }) print(pcall(function() return loop1.x end))
local loopn = {} setmetatable(loopn, { __newindex = loopn }) print(pcall(function() loopn.x = 1 end))
local t = {} for _ = 1, 50 do t = setmetatable({}, { __index = t }) end print(t.x)
local deep = { found = "at the bottom" } for _ = 1, 100 do deep = setmetatable({}, { __index = deep }) end print(deep.found)

print("-- function results and arguments")
local f = setmetatable({}, { __index = function(...) return select("#", ...), "dropped" end, __newindex = function(...) log = { select("#", ...) } end })
print(f.x, (f.x)) f.y = 1 print(log[1])
local keyed = setmetatable({}, { __index = function(_, k) return math.type(k) or type(k) end }) print(keyed[1], keyed[1.5], keyed[2.0], keyed["1"], keyed[{}], keyed[nil], keyed[print])
