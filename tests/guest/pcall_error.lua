-- pcall, error, xpcall, assert: values, levels, rethrow, handlers.
print(pcall(error)) print(pcall(error, nil)) print(pcall(error, "msg")) print(pcall(error, 42)) print(pcall(error, true)) print(select(2, pcall(error, { 1 }))[1])
print(pcall(error, "msg", 0)) print(pcall(error, "msg", 1)) print(pcall(error, "msg", 2)) print(pcall(error, 1.5, 2))
print(pcall(function() error("here") end)) print(pcall(function() error("no place", 0) end))
local function level(n) error("at level " .. n, n) end
local function caller(n) level(n) end
local function outer(n) caller(n) end
for n = 0, 5 do print(n, pcall(outer, n)) end
print(pcall(function() error() end)) print(pcall(function() error(nil, 2) end)) print(pcall(function() error(setmetatable({}, { __tostring = function() return "custom" end })) end) == false)
print(select("#", pcall(error)), pcall(pcall)) print(pcall(pcall, error, "x")) print(pcall(pcall, pcall, error, "y"))
print(pcall(function(...) return select("#", ...), ... end, 1, nil, 3)) print((pcall(function() return 1, 2, 3 end))) print(pcall(print)) print(pcall(5)) print(pcall(nil, 1))

print("-- rethrow")
local ok, e = pcall(function() local ok, e = pcall(error, "inner", 0) error("outer:" .. e, 0) end) print(ok, e)
local obj = setmetatable({ code = 404 }, { __index = { describe = function(s) return "code " .. s.code end } })
ok, e = pcall(function() local ok, e = pcall(error, obj) error(e) end) print(rawequal(e, obj), e:describe())
ok, e = pcall(function() local t = nil t.x = 1 end) print(e) ok, e = pcall(function() error(e, 0) end) print(e) ok, e = pcall(function() error(e) end) print(e)

print("-- xpcall")
print(xpcall(function() error("E", 0) end, function(m) return "<" .. m .. ">" end)) print(xpcall(function() error({ 1 }) end, function(m) return type(m) end))
print(xpcall(function(...) return ... end, print, 1, 2, 3)) print(xpcall(error, function(m) return m, "dropped" end, "direct")) print(xpcall(error, function() end, "x"))
print(xpcall(function() local x = nil + 1 end, function(m) return "handler: " .. m end)) print(xpcall(function() undefined_function() end, function(m) return (m:gsub("^.-:%d+: ", "")) end))
print(pcall(xpcall)) print(pcall(xpcall, print)) print(xpcall(function() return xpcall(error, function(m) return m .. "1" end, "a") end, function(m) return m .. "2" end))
local depth = 0 print(xpcall(function() error("first", 0) end, function(m) depth = depth + 1 if depth < 3 then error("again " .. depth, 0) end return m .. " settled" end))
print(type((select(2, xpcall(function() error("tb") end, debug.traceback)))), (select(2, xpcall(error, debug.traceback, "message first"))):match("^[^\n]*"))
print(select(2, xpcall(function() local function f() error("deep", 0) end f() end, function(m) return debug.traceback(m, 1):find("stack traceback:", 1, true) ~= nil end)))

print("-- assert")
print(assert(1, 2, 3)) print(pcall(assert, false)) print(pcall(assert, nil, "message")) print(pcall(assert, false, { 1 }) == false, select(2, pcall(assert, false, { 7 }))[1]) print(pcall(assert)) print(pcall(assert, nil, nil)) print(select("#", assert(table.unpack({ true, nil, nil }, 1, 3)))) print(pcall(assert, 1 == 2, 404)) print(assert("truthy", "second"))
print(pcall(function() assert(false, "no position added") end)) print(pcall(function() assert(nil) end))

print("-- state after an error is intact")
local t, n = {}, 0 for i = 1, 100 do local ok = pcall(function() n = n + 1 t[#t + 1] = i if i % 3 == 0 then error "skip" end n = n + 1 end) end print(n, #t)
local function risky(n) if n == 0 then error("bottom", 0) end local ok, e = pcall(risky, n - 1) error(e .. n, 0) end print(pcall(risky, 5))
local co = coroutine.wrap(function() for i = 1, 3 do print(pcall(function() coroutine.yield(i) error("after " .. i, 0) end)) end return "done" end) for _ = 1, 4 do print(co()) end
