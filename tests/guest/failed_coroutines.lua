-- A coroutine that failed stays where it did until it is closed: it can be asked where that was, and its variables are
-- there.
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

-- What is to be closed is closed by coroutine.close, not before; wrap closes at once.
local function closer(n) return setmetatable({}, { __close = function(_, e) print("close", n, e) end }) end
co = coroutine.create(function(a)
  local x <close> = closer("x")
  local y <close> = closer("y")
  local z = a
  error("boom")
end)
print(coroutine.resume(co, 5))
print(coroutine.status(co), coroutine.resume(co))
print(debug.traceback(co))
print(debug.getlocal(co, 1, 1), debug.getlocal(co, 1, 2), debug.getlocal(co, 1, 4))
print(debug.getinfo(co, 0, "n").name, debug.getinfo(co, 1, "l").currentline)
print(coroutine.close(co))
print(coroutine.close(co))
print(coroutine.status(co), debug.traceback(co))
local function second() return setmetatable({}, { __close = function(_, e) error("second " .. tostring(e), 0) end }) end
local wrapped = coroutine.wrap(function()
  local x <close> = closer("wrapped")
  local y <close> = second()
  error("first", 0)
end)
print(pcall(wrapped))
print(pcall(wrapped))
co = coroutine.create(function() local x <close> = second() error("first", 0) end)
print(coroutine.resume(co))
print(coroutine.close(co))
print(coroutine.close(co))

-- Errors without a value, of builtins, in iterations and callbacks.
co = coroutine.create(function() error(nil) end)
print(coroutine.resume(co))
print(coroutine.close(co))
print(coroutine.close(co))
co = coroutine.create(error)
print(coroutine.resume(co, "e"))
print(coroutine.status(co), debug.traceback(co))
print(coroutine.close(co))
co = coroutine.create(function()
  for a, b in pairs({ 1 }) do
    local x <close> = closer("loop")
    string.gsub("abc", "b", function() error("in gsub") end)
  end
end)
print(coroutine.resume(co))
print(coroutine.resume(co))
print(coroutine.close(co))

-- What catches errors catches them still.
co = coroutine.create(function()
  local x <close> = closer("outer")
  print(pcall(function() local y <close> = closer("inner") error("i") end))
  print(xpcall(error, function(m) return "handled " .. tostring(m) end, "m"))
  print(load(function() error("reader", 0) end))
  local t = nil
  t.x = 1
end)
print(coroutine.resume(co))
print(coroutine.close(co))
co = coroutine.create(function()
  local x <close> = closer("outer")
  coroutine.wrap(function() local x <close> = closer("inner") error("deep") end)()
end)
print(coroutine.resume(co))
print(coroutine.close(co))
co = coroutine.create(function()
  debug.sethook(function() debug.sethook() error("hook") end, "l")
  local x = 1
end)
print(coroutine.resume(co))
print(coroutine.status(co), coroutine.close(co))

-- A hook that failed in a coroutine is one that others still have.
local count = 0
debug.sethook(function() count = count + 1 end, "c")
co = coroutine.create(function()
  debug.sethook(function() error("hook", 0) end, "c")
  print()
end)
print(coroutine.resume(co))
debug.sethook()
print(count > 0)

-- One that is being closed cannot yield.
co = coroutine.create(function()
  local x <close> = setmetatable({}, { __close = function()
    print(coroutine.isyieldable())
    coroutine.yield(3)
  end })
  coroutine.yield(1)
end)
print(coroutine.resume(co))
print(coroutine.close(co))
co = coroutine.create(function()
  local x <close> = setmetatable({}, { __close = function() coroutine.yield(3) end })
  error("failed")
end)
print(coroutine.resume(co))
print(coroutine.close(co))

-- Nobody has to close them: they are garbage like others, with their stacks.
local alive = setmetatable({}, { __mode = "k" })
for i = 1, 100 do
  local one = coroutine.create(error)
  coroutine.resume(one, {})
  alive[one] = true
end
collectgarbage()
print(next(alive))
