-- Every library function that computes.
local cases = {}
local function case(name, body, more)
  more = more or {}
  cases[#cases + 1] = { name, body, setup = more.setup, sizes = more.sizes }
end
local filled = "local t = {} for k = 1, N do t[k] = k end "

-- Basic functions
case("assert", "r = assert(i)", { setup = "local assert = assert" })
case("type", "r = type(i)", { setup = "local type = type" })
case("type, global", "r = type(i)")
case("tostring, integer", "r = #tostring(i)")
case("tostring, float", "r = #tostring(i + 0.5)")
case("tostring, string", "r = #tostring('x')")
case("tostring, table", "local s = tostring(t)", { setup = "local t = {}" })
case("tonumber, integer", "r = tonumber('123')")
case("tonumber, float", "r = tonumber('12.75')")
case("tonumber, number", "r = tonumber(i)")
case("tonumber, base", "r = tonumber('ff', 16)")
case("rawget", "r = rawget(t, 'x')", { setup = "local t = {x = 1}" })
case("rawset", "rawset(t, 'x', i)", { setup = "local t = {x = 1}" })
case("rawequal", "r = rawequal(t, t)", { setup = "local t = {x = 1}" })
case("rawlen", "r = rawlen(t)", { setup = "local t = {1, 2}" })
case("select, n", "r = f(1, 2, 3)", { setup = "local function f(...) return (select(2, ...)) end" })
case("select, #", "r = f(1, 2, 3)", { setup = "local function f(...) return select('#', ...) end" })
case("select, negative", "r = select(-1, 1, 2, 3)")
case("select, all in turn", "r = f(table.unpack(t))", { setup = filled .. [[
local function f(...) local n = 0 for k = 1, select('#', ...) do n = n + select(k, ...) end return n end]],
  sizes = { 3, 20, 200 } })
case("next", "r = next(t)", { setup = "local t = {x = 1}" })
case("ipairs, made", "local a, b, c = ipairs(t)", { setup = "local t = {}" })
case("pairs, made", "local a, b, c = pairs(t)", { setup = "local t = {}" })
case("setmetatable", "setmetatable(t, m)", { setup = "local t, m = {}, {}" })
case("setmetatable({})", "r = setmetatable({}, m)", { setup = "local m = {}" })
case("getmetatable", "r = getmetatable(t)", { setup = "local t = setmetatable({}, {})" })
case("pcall", "r = pcall(f)", { setup = "local function f() end" })
case("pcall, arguments and results", "local ok, a, b = pcall(f, i, i); r = b",
  { setup = "local function f(a, b) return a, b end" })
case("pcall, builtin", "r = pcall(type, i)")
case("pcall, error", "r = pcall(error, 'x')")
case("pcall, error in Lua", "local ok, e = pcall(f); r = e", { setup = "local function f() error({}) end" })
case("pcall, error with position", "local ok, e = pcall(f); r = e", { setup = "local function f() error('x') end" })
case("pcall, runtime error", "local ok, e = pcall(f); r = e", { setup = "local function f() local a; return a.x end" })
case("pcall, error from the depth", "local ok, e = pcall(f, N); r = ok",
  { setup = "local function f(n) if n == 0 then error('x') end f(n - 1) return 1 end", sizes = { 3, 20, 100 } })
case("xpcall", "r = xpcall(f, h, i)", { setup = "local function f() end local function h(e) return e end" })
case("xpcall, error", "local ok, e = xpcall(f, h); r = e",
  { setup = "local function f() error('x') end local function h(e) return e end" })
case("load", "local f = load(s)",
  { setup = "local s = ('local a = 1 + x.y; f(a)\\n'):rep(N)", sizes = { 1, 20, 1000 } })
case("load and run", "r = load('return ' .. i)()")
case("collectgarbage, count", "local n = collectgarbage('count')")
case("require", "r = require('string') == string")

-- string
local text = "local s = ('hello world, this is text; '):rep(N) "
case("s:byte", "r = s:byte(2)", { setup = "local s = 'text'" })
case("s:byte, many", "local a, b, c, d = s:byte(1, 4); r = d", { setup = "local s = 'text'" })
case("string.char", "r = string.char(65)")
case("string.char, many", "r = string.char(65, 66, 67, 68)")
case("s:len", "r = s:len()", { setup = "local s = 'text'" })
case("s:sub", "r = s:sub(2, 3)", { setup = "local s = 'text'" })
case("s:sub, one byte in turn", "for k = 1, #s do r = s:sub(k, k) end", { setup = text, sizes = { 1, 10, 400 } })
case("s:sub, half", "r = #s:sub(1, #s // 2)", { setup = text, sizes = { 1, 10, 400 } })
case("s:upper", "r = #s:upper()", { setup = text, sizes = { 1, 10, 400 } })
case("s:lower", "r = #s:lower()", { setup = text, sizes = { 1, 10, 400 } })
case("s:reverse", "r = #s:reverse()", { setup = text, sizes = { 1, 10, 400 } })
case("s:rep", "r = #s:rep(N)", { setup = "local s = 'ab'", sizes = { 2, 100, 10000 } })
case("s:rep, separator", "r = #s:rep(N, ', ')", { setup = "local s = 'ab'", sizes = { 2, 100, 10000 } })
case("s:find, plain", "r = s:find('@', 1, true)", { setup = text .. "s = s .. '@'", sizes = { 1, 10, 400 } })
case("s:find, no specials", "r = s:find('text@')", { setup = text .. "s = s .. 'text@'", sizes = { 1, 10, 400 } })
case("s:find, class", "r = s:find('%d')", { setup = text .. "s = s .. '5'", sizes = { 1, 10, 400 } })
case("s:find, set", "r = s:find('[0-9_]')", { setup = text .. "s = s .. '5'", sizes = { 1, 10, 400 } })
case("s:find, at the start", "r = s:find('^hello')", { setup = text, sizes = { 1, 10, 400 } })
case("s:find, captures", "local a, b, c = s:find('(%a+)@'); r = c", { setup = text .. "s = s .. 'abc@'", sizes = { 1, 10, 400 } })
case("s:match, word", "r = s:match('%a+')", { setup = text, sizes = { 1, 10, 400 } })
case("s:match, key and value", "local k, v = s:match('^(%w+)%s*=%s*(%w+)$'); r = v", { setup = "local s = 'key = value'" })
case("s:match, lazy", "r = #s:match('^(.-)$')", { setup = text, sizes = { 1, 10, 400 } })
case("s:match, greedy", "r = #s:match('^(.*);')", { setup = text, sizes = { 1, 10, 400 } })
case("s:match, balanced", "r = s:match('%b()')", { setup = "local s = 'f(a(b)c) + 1'" })
case("s:match, frontier", "r = s:match('%f[%a]%a+')", { setup = "local s = '12 abc'" })
case("s:gmatch", "for w in s:gmatch('%a+') do r = w end", { setup = text, sizes = { 1, 10, 400 } })
case("s:gmatch, captures", "for a, b in s:gmatch('(%a)(%a)') do r = b end", { setup = text, sizes = { 1, 10, 400 } })
case("s:gmatch, bytes", "for c in s:gmatch('.') do r = c end", { setup = text, sizes = { 1, 10, 400 } })
case("s:gsub, string", "r = #s:gsub('text', 'TEXT')", { setup = text, sizes = { 1, 10, 400 } })
case("s:gsub, captures", "r = #s:gsub('(%a+)', '<%1>')", { setup = text, sizes = { 1, 10, 400 } })
case("s:gsub, nothing found", "r = #s:gsub('@', '')", { setup = text, sizes = { 1, 10, 400 } })
case("s:gsub, table", "r = #s:gsub('%a+', t)", { setup = text .. "local t = {hello = 'bye'}", sizes = { 1, 10, 400 } })
case("s:gsub, function", "r = #s:gsub('%a+', f)",
  { setup = text .. "local function f(w) return w end", sizes = { 1, 10, 400 } })
case("s:gsub, builtin", "r = #s:gsub('%a+', string.upper)", { setup = text, sizes = { 1, 10, 400 } })
case("string.format, %d", "r = #string.format('%d', i)")
case("string.format, %5.2f", "r = #string.format('%5.2f', 2.5)")
case("string.format, %g", "r = #string.format('%.14g', 2.5)")
case("string.format, %s", "r = #string.format('%s', s)", { setup = text, sizes = { 1, 10, 400 } })
case("string.format, %q", "r = #string.format('%q', s)", { setup = text, sizes = { 1, 10, 400 } })
case("string.format, %x", "r = #string.format('%08x', i)")
case("string.format, mixed", "r = #string.format('%s: %d, %5.1f%%', 'name', i, 12.5)")
case("string.pack", "r = #string.pack('<i4i4d', i, i, 2.5)")
case("string.pack, string", "r = #string.pack('s4', s)", { setup = text, sizes = { 1, 10, 400 } })
case("string.unpack", "local a, b, c = string.unpack('<i4i4d', s); r = c", { setup = "local s = string.pack('<i4i4d', 1, 2, 2.5)" })
case("string.packsize", "r = string.packsize('<i4i4d')")
case("string.dump", "r = type(string.dump(f))", { setup = "local function f(a) return a + 1 end" })

-- table
case("table.insert", "local t = {} for k = 1, N do table.insert(t, k) end; r = #t", { sizes = { 3, 100, 10000 } })
case("table.insert, in front", "local t = {} for k = 1, N do table.insert(t, 1, k) end; r = #t", { sizes = { 3, 30, 300 } })
case("table.remove", "for k = 1, N do t[k] = k end for k = 1, N do table.remove(t) end; r = #t",
  { setup = "local t = {}", sizes = { 3, 100, 10000 } })
case("table.remove, from the front", "for k = 1, N do t[k] = k end for k = 1, N do table.remove(t, 1) end; r = #t",
  { setup = "local t = {}", sizes = { 3, 30, 300 } })
case("table.concat", "r = #table.concat(t)", { setup = "local t = {} for k = 1, N do t[k] = 'text' end", sizes = { 3, 100, 10000 } })
case("table.concat, numbers", "r = #table.concat(t, ', ')", { setup = filled, sizes = { 3, 100, 10000 } })
case("table.unpack", "local a, b = table.unpack(t); r = b", { setup = filled, sizes = { 3, 20, 200 } })
case("table.pack", "r = table.pack(1, 2, 3).n")
case("table.move", "table.move(t, 1, N, 2)", { setup = filled, sizes = { 3, 100, 10000 } })
local numbers = "local s, x = {}, 42 for k = 1, N do x = (x * 1103515245 + 12345) % 2147483648; s[k] = x end "
local copied = "local t = table.move(s, 1, N, 1, {}); "
case("table.sort", copied .. "table.sort(t); r = t[1]", { setup = numbers, sizes = { 3, 100, 3000 } })
case("table.sort, strings", copied .. "table.sort(t); r = t[1]",
  { setup = numbers .. "for k = 1, N do s[k] = 'k' .. s[k] end", sizes = { 3, 100, 3000 } })
case("table.sort, comparator", copied .. "table.sort(t, f); r = t[1]",
  { setup = numbers .. "local function f(a, b) return a > b end", sizes = { 3, 100, 3000 } })
case("table.sort, by field", copied .. "table.sort(t, f); r = t[1].v",
  { setup = numbers .. "for k = 1, N do s[k] = {v = s[k]} end local function f(a, b) return a.v < b.v end",
    sizes = { 3, 100, 3000 } })

-- math
for _, name in ipairs { "abs", "ceil", "floor", "sqrt", "sin", "cos", "tan", "exp", "log", "tointeger", "deg", "rad" } do
  case("math." .. name, "r = math." .. name .. "(a)", { setup = "local a = 2.5" })
  case("math." .. name .. ", integer", "r = math." .. name .. "(i)")
end
for _, name in ipairs { "asin", "acos", "atan" } do
  case("math." .. name, "r = math." .. name .. "(a)", { setup = "local a = 0.25" })
end
case("math.atan, two", "r = math.atan(a, b)", { setup = "local a, b = 0.25, 2.5" })
case("math.sin, large", "r = math.sin(a)", { setup = "local a = 1e10" })
case("math.log, base", "r = math.log(a, 10)", { setup = "local a = 250.5" })
case("math.fmod", "r = math.fmod(a, b)", { setup = "local a, b = 12.5, 7.25" })
case("math.fmod, integers", "r = math.fmod(i, 7)")
case("math.modf", "local a, b = math.modf(2.75); r = b")
case("math.max", "r = math.max(i, 5)")
case("math.min", "r = math.min(i, 5)")
case("math.max, many", "r = math.max(table.unpack(t))", { setup = filled, sizes = { 3, 20, 200 } })
case("math.type", "r = math.type(i)")
case("math.ult", "r = math.ult(i, 5)")
case("math.random", "local x = math.random()")
case("math.random, n", "local x = math.random(100)")
case("math.random, m to n", "local x = math.random(10, 20)")
case("math.randomseed", "math.randomseed(i)")
case("floor, local", "r = floor(a)", { setup = "local a, floor = 2.5, math.floor" })

-- utf8
local wide = "local s = ('häß€ '):rep(N) "
case("utf8.char", "r = utf8.char(8364)")
case("utf8.codepoint", "r = utf8.codepoint(s, 1)", { setup = "local s = '€'" })
case("utf8.len", "r = utf8.len(s)", { setup = wide, sizes = { 1, 20, 1000 } })
case("utf8.offset", "r = utf8.offset(s, N)", { setup = wide, sizes = { 1, 20, 1000 } })
case("utf8.codes", "for p, c in utf8.codes(s) do r = c end", { setup = wide, sizes = { 1, 20, 1000 } })
case("utf8.charpattern", "for c in s:gmatch(utf8.charpattern) do r = c end", { setup = wide, sizes = { 1, 20, 1000 } })

-- os, io
case("os.time", "r = type(os.time())")
case("os.time, table", "r = os.time(t)", { setup = "local t = {year = 2020, month = 1, day = 1, hour = 12}" })
case("os.clock", "local c = os.clock()")
case("os.date", "r = #os.date('!%Y-%m-%d', 1e9)")
case("os.date, table", "r = os.date('!*t', 1000000000).year")
case("os.getenv", "r = type(os.getenv('HOME'))")
case("os.difftime", "r = os.difftime(5, 3)")
local file = "local f = io.tmpfile() for k = 1, N do f:write('line ', k, '\\n') end "
case("f:write", "f:write('text ', i, '\\n') f:seek('set')", { setup = "local f = io.tmpfile()" })
case("f:lines", "f:seek('set') for l in f:lines() do r = l end", { setup = file, sizes = { 3, 100, 10000 } })
case("f:read, line", "f:seek('set') for k = 1, N do r = f:read('l') end", { setup = file, sizes = { 3, 100, 10000 } })
case("f:read, number", "f:seek('set') for k = 1, N do r = f:read('n') end",
  { setup = "local f = io.tmpfile() for k = 1, N do f:write(k, ' ') end", sizes = { 3, 100, 10000 } })
case("f:read, all", "f:seek('set') r = #f:read('a')", { setup = file, sizes = { 3, 100, 10000 } })
case("f:read, bytes", "f:seek('set') r = f:read(4)", { setup = "local f = io.tmpfile() f:write(('x'):rep(100))" })
case("io.type", "r = io.type(i)")

-- coroutine
case("coroutine.create", "local c = coroutine.create(f)", { setup = "local function f() end" })
case("coroutine.create, resumed once", "r = coroutine.resume(coroutine.create(f))", { setup = "local function f() end" })
case("coroutine.wrap, run", "for v in coroutine.wrap(f) do r = v end",
  { setup = "local yield = coroutine.yield local function f() for k = 1, N do yield(k) end end", sizes = { 3, 100, 10000 } })
local generator = "local yield, resume = coroutine.yield, coroutine.resume "
  .. "local c = coroutine.create(function(...) while true do "
case("resume, yield", "resume(c)", { setup = generator .. "yield() end end)" })
case("resume, yield a value", "local ok, v = resume(c, i); r = v", { setup = generator .. "yield(1) end end)" })
case("resume, yield three values", "local ok, a, b, v = resume(c, i, i, i); r = v", { setup = generator .. "yield(1, 2, 3) end end)" })
case("resume, yield from the depth", "local ok, v = resume(c); r = v", { setup = [[
local yield, resume = coroutine.yield, coroutine.resume
local function f(n) if n == 0 then return yield(1) end f(n - 1) return 1 end
local c = coroutine.create(function() while true do f(N) end end)]], sizes = { 2, 10, 50 } })
case("wrapped, yield a value", "r = g(i)",
  { setup = "local yield = coroutine.yield local g = coroutine.wrap(function() while true do yield(1) end end)" })
case("coroutine.status", "r = coroutine.status(c)", { setup = "local c = coroutine.create(print)" })
case("coroutine.running", "local c, main = coroutine.running(); r = main")
case("coroutine.isyieldable", "r = coroutine.isyieldable()")
case("coroutine.close", "r = coroutine.close(coroutine.create(f))", { setup = "local function f() end" })

-- debug
case("debug.getinfo", "r = debug.getinfo(1, 'l').currentline")
case("debug.getinfo, function", "r = debug.getinfo(f, 'S').linedefined", { setup = "local function f() end" })
case("debug.traceback", "r = type(debug.traceback('x'))")
case("debug.getlocal", "local n, v = debug.getlocal(1, 1); r = v")
case("debug.getmetatable", "r = debug.getmetatable(t)", { setup = "local t = {}" })
case("debug.getupvalue", "local n, v = debug.getupvalue(f, 1); r = v", { setup = "local u = 1 local function f() return u end" })
case("debug.sethook, calls", "f()", { setup = "local function f() end debug.sethook(function() end, 'c')" })

return cases
