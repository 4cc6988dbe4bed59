-- Library functions that fail, called by `pcall` and other library functions with no Lua function in between: each error
-- is caught where Lua's would be.
-- stress: no
local function show(...) local o = {} for i = 1, select("#", ...) do local v = select(i, ...) o[i] = type(v) == "table" and "table" or type(v) == "function" and "function" or type(v) == "string" and #v < 300 and v or tostring(v):sub(1,300) end return table.concat(o, "\t") end
local function t(name, f, ...) print(name, (show(pcall(f, ...)):gsub("bad argument #(%d) to '[^']*'", "bad argument #%1"):gsub("0x%x+", "ADDR"))) end
local step = ipairs{}
t("ipairs", step) t("ipairs", step, {}, "x") t("ipairs", step, {}, 1.5) t("ipairs", step, nil, 1) t("ipairs", step, {}, "3") t("ipairs", step, {}, math.maxinteger) t("ipairs", step, {10,20}, 1.0)
t("ipairs for", function() for i, v in step, {}, "x" do end end)
t("ipairs for", function() for i, v in step, {1,2,3}, 1.0 do print(i,v) end end)
t("ipairs for", function() for i, v in step, {}, nil do end end)
t("ipairs for", function() for i, v in step, nil, 1 do end end)
t("next", next, {}, 1) t("next", next, {}, 0/0) t("next for", function() for k in next, {}, "x" do end end)
local g = string.gmatch("abc", "%w") t("gmatch", g, 1, 2)
local c, s, i = utf8.codes("aé") t("codes", c) t("codes", c, s) t("codes", c, s, "x") t("codes", c, s, -5) t("codes", c, s, 100) t("codes", c, s, math.maxinteger) t("codes", c, s, math.mininteger) t("codes", c, 5, 0) 
local w = coroutine.wrap(function(...) return ... end) t("wrap", w, 1) t("wrap", w)
for i, f in ipairs(package.searchers) do t("searcher" .. i, f) t("searcher" .. i, f, {}) end
local m = getmetatable(io.stdout)
for _, k in ipairs{"__gc","__close","__tostring"} do t(k, m[k]) t(k, m[k], 1) t(k, m[k], {}) end
for _, k in ipairs{"write","read","lines","close","seek","flush","setvbuf"} do t(k, m.__index[k]) t(k, m.__index[k], 1) t(k, m.__index[k], {}) end
local once = 0 t("load", load, function() once = once + 1 return once < 3 and 1 or nil end) t("load", load, function() error("x") end) t("load", load, function() return {} end) t("load", load, "x", {}, {}, {}) t("load", load, "\27Lua") t("load", load, "return 1", "=x", "b")t("load", load, "return 1", "=x", "q")
t("dofile", dofile, "/nope") t("dofile", dofile, {}) t("loadfile", loadfile, "/") t("loadfile",loadfile,"/dev/null", {}) 
t("require", require, "no.such") t("require", require) package.preload.bad = function() error("inner") end t("require", require, "bad")  package.preload.bad = string.rep t("require", require, "bad")
t("sort", table.sort, {3,1,2}, error) t("sort", table.sort, {3,1,2}, string.rep) t("sort", table.sort, {1,"x"}) t("sort", table.sort, {1,2,3,4,5}, function() return true end) t("sort", table.sort, setmetatable({}, {__len=function() return math.maxinteger end}))
t("gsub", string.gsub, "abc", "%w", string.rep) t("gsub", string.gsub, "abc", "%w", error) t("gsub", string.gsub, "abc", "%w", {a = {}}) t("gsub", string.gsub, "abc", "%w", setmetatable({}, {__index = error})) 
t("tostring", tostring, setmetatable({}, {__tostring = string.rep})) t("tostring", tostring, setmetatable({}, {__tostring = error})) t("tostring", tostring, setmetatable({}, {__tostring = function() return 1 end}))t("tostring", tostring, setmetatable({}, {__tostring = function() return {} end}))
t("pairs", pairs, setmetatable({}, {__pairs = string.rep})) t("concat", table.concat, setmetatable({}, {__index = error, __len = function() return 2 end})) t("unpack", table.unpack, setmetatable({}, {__index = string.rep, __len = function() return 2 end})) t("unpack", table.unpack, {}, 1, 1e8) t("insert", table.insert, setmetatable({}, {__len = error}), 1)
t("xpcall", xpcall, string.rep, error) t("xpcall", xpcall, string.rep, string.rep) t("xpcall", xpcall, string.rep) t("xpcall", xpcall, nil, debug.traceback and function(m) return m end) t("pcall", pcall) t("pcall", pcall, pcall) t("pcall", pcall, error) t("pcall", pcall, string.rep)
t("resume", coroutine.resume, coroutine.create(string.rep)) t("resume", coroutine.resume, coroutine.create(error), "e") t("wrap", coroutine.wrap(string.rep)) t("wrap", coroutine.wrap(error), {}) t("close", coroutine.close, coroutine.running()) t("yield", coroutine.yield)
t("select", select, 0) t("select", select, -5) t("select", select, "x") t("setmetatable", setmetatable, {}, 1) t("setmetatable", setmetatable, setmetatable({}, {__metatable=1}), {}) t("rawset", rawset, {}, nil, 1) t("rawset", rawset, {}, 0/0, 1) t("rawlen", rawlen, 1)
t("for", function() for i in string.rep do end end) t("for", function() for i in error, "x" do end end) t("for", function() for i in 5 do end end)
t("close", function() local x <close> = setmetatable({}, {__close = string.rep}) end) 
t("index", function() return setmetatable({}, {__index = error}).x end) t("newindex", function() setmetatable({}, {__newindex = error}).x = 1 end) t("call", setmetatable({}, {__call = error}), 1) t("call", setmetatable({}, {__call = string.rep})) t("lt", function() return setmetatable({}, {__lt = error}) < 1 end) t("concat", function() return setmetatable({}, {__concat = error}) .. 1 end) t("eq", function() return setmetatable({}, {__eq = error}) == {} end) t("len", function() return #setmetatable({}, {__len = error}) end)
t("date", os.date, "%Ez") t("date", os.date, "*t", 2^60|0) t("time", os.time, {}) t("time", os.time, {year=1e300,month=1,day=1}) t("time", os.time, {year="x",month=1,day=1}) t("difftime", os.difftime) t("getenv", os.getenv) t("exit", os.exit, {}) t("execute", os.execute, {}) t("tmp", io.type) t("char", string.char, -1) t("char", utf8.char, -1) t("pack", string.pack, "i17", 1) t("pack", string.pack, "z", "a\0b") t("pack", string.pack, "!3 i4", 1) t("unpack", string.unpack, "s", "\255") t("rep", string.rep, "x", 1e10) t("format", string.format, "%d", "1.5") t("format", string.format, "%99.99f", 1e308) t("format", string.format, "%q", {}) t("byte", string.byte, ("x"):rep(1e7), 1, -1)
t("dump", string.dump, print) t("dump", string.dump) t("getlocal", debug.getlocal, 100, 1) t("getinfo", debug.getinfo, 1, "X") t("getinfo", debug.getinfo, {}) t("setlocal", debug.setlocal, 100, 1, 1) t("setuv", debug.setuservalue, 1, 1) t("setupvalue", debug.setupvalue, print, 1, 1) t("traceback", debug.traceback, {}) t("traceback", debug.traceback, "x", "y") t("collectgarbage", collectgarbage, "x") t("collectgarbage", collectgarbage, "step", "x") t("warn", warn) t("warn", warn, {}) t("warn", warn, "a", nil) t("print", print, setmetatable({}, {__tostring = error})) t("random", math.random, 0, -1) t("random", math.random, 1, 2, 3) t("floor", math.floor, {}) t("fmod", math.fmod, 1, 0) t("fmod", math.fmod, math.mininteger, -1) t("tointeger", math.tointeger) t("ult", math.ult, 1.5, 1)
-- The error passes through rows of library functions, coroutines, iterators, closing variables and finalizers.
t("row", pcall, pcall, pcall, error, "x") t("row", pcall, xpcall, error, tostring, {}) t("row", select, 2, pcall(pcall, error, "y")) t("row", xpcall, pcall, error, error, "z") t("row", coroutine.wrap(pcall), error, "w") t("row", coroutine.wrap(coroutine.wrap), 5) t("row", coroutine.wrap(coroutine.wrap(error)), "v")
t("row", coroutine.resume, coroutine.create(pcall), string.rep) t("row", pcall, coroutine.wrap(error), "u") t("row", pcall, coroutine.wrap(function() local c <close> = setmetatable({}, { __close = function(_, e) print("closing", e) end }) string.rep() end))
for _, f in ipairs { string.rep, error, next, setmetatable, rawset, table.concat, math.floor, utf8.char, coroutine.resume, debug.setmetatable, os.time, io.open } do
  print(pcall(f) == false, coroutine.resume(coroutine.create(f)) == false, pcall(pcall, f) == true, xpcall(f, function(m) return m end) == false, pcall(coroutine.wrap(f)) == false, pcall(string.gsub, "a", "a", f), pcall(table.sort, { 1, 2, 3 }, f) == false)
end
local ok, why = pcall(string.gsub, "abc", "b", string.rep) print(ok, (why:gsub("'[^']*'", "NAME")))
do local failing = setmetatable({}, { __gc = error }) failing = nil collectgarbage() local f2 = setmetatable({}, { __gc = string.rep }) f2 = nil collectgarbage() print("finalizers are over") end
print(pcall(load, string.rep)) print(select("#", pcall(load, error))) print(pcall(require, "no/such/module") == false) package.preload["fails"] = error print(pcall(require, "fails")) package.preload["fails"] = nil table.insert(package.searchers, 1, string.char) print(pcall(require, "other") == false) package.searchers[1] = error print(pcall(require, "other")) table.remove(package.searchers, 1)
debug.sethook(error, "l") local hooked = pcall(function() local x = 1 end) debug.sethook() print("hooked", hooked)
