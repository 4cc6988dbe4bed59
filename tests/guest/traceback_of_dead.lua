-- A coroutine that died of an error can be asked where that was.
local function inner(x) return x.field.deeper end
local function body() local ok = pcall(error, "caught") inner({}) return 1 end
local co = coroutine.create(body)
local ok, err = coroutine.resume(co)
print(ok, err)
print(debug.traceback(co))
print(debug.traceback(co, "msg"))
print(debug.traceback(co, "msg", 1))
print(debug.traceback(co, nil, 2))
co = coroutine.create(function() error("raised", 0) end)
print(coroutine.resume(co))
print(debug.traceback(co, err))
co = coroutine.create(function() error({}) end)
print(select("#", coroutine.resume(co)))
print(debug.traceback(co))
co = coroutine.create(function() return 1 end)
coroutine.resume(co)
print(debug.traceback(co, "ended"))
local function deep(n) if n == 0 then error("deep") end deep(n - 1) return 1 end
co = coroutine.create(deep)
print(coroutine.resume(co, 40))
print(debug.traceback(co))
print(pcall(coroutine.wrap(function() string.rep() end)))
-- a chunk that is a number, a string that is unpacked, the remainder's arguments
print(pcall(load, 300)) print(load(300)) print(table.unpack("ab")) print(table.unpack("ab", 1, 1))
print(pcall(math.fmod, "x", "y")) print(pcall(math.fmod, {}, 1)) print(pcall(math.fmod, 1, {}))
-- what messages say of strings and constants
print(load("x = 'a\\n' 'b\\0c'")) print(load("f(\n1 'x'")) print(load("local s = 'abc\\x4'")) print(load("local s = 'a\\nb\n'"))
print(load("(f)\n(1\n2)")) print(pcall(load("local t = {} t['\\0x']()"))) print(pcall(load("return ~('1e2'):rep(0)")))
print(pcall(load("for k in\n5 do end")))
