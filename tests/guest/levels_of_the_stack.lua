-- debug.getinfo tells what it is asked for; debug.getlocal knows all values of a level; tail calls leave their mark.
local function keys(t)
  local names = {}
  for k in pairs(t) do names[#names + 1] = k end
  table.sort(names)
  return table.concat(names, " ")
end
local function f(a, b, ...) return debug.getinfo(1, "flnSrtuL") end
for _, what in ipairs { "f", "l", "n", "S", "r", "t", "u", "L", "" } do
  print(what, keys(debug.getinfo(f, what)), keys(debug.getinfo(print, what)), keys(debug.getinfo(1, what)))
end
print(keys(debug.getinfo(f)), keys(debug.getinfo(1)))
local info = f()
print(info.name, info.namewhat, info.what, info.nups, info.nparams, info.isvararg, info.istailcall, info.linedefined)
print(pcall(debug.getinfo, f, ">S"))
print(pcall(debug.getinfo, f, "Sx"))
print(debug.getinfo(-1), debug.getinfo(100), pcall(debug.getinfo))
info = debug.getinfo(coroutine.wrap(f), "Su")
print(info.what, info.short_src, info.currentline, info.isvararg, info.nups > 0)
print(debug.getupvalue(string.gmatch("x", "x"), 1) == "")
setmetatable({}, { __gc = function() local i = debug.getinfo(1, "n") print(i.name, i.namewhat) end })
collectgarbage()

-- Values of a level.
print(debug.getlocal(f, 1), debug.getlocal(f, 2), debug.getlocal(f, 3), debug.getlocal(print, 1))
local function captured(a, b) return function() a = b return a end end
print(debug.getlocal(captured, 1), debug.getlocal(captured, 2))
local function varargs(a, ...)
  for i = 1, select("#", ...) + 1 do print(debug.getlocal(1, -i)) end
  print(debug.setlocal(1, -1, "changed"), debug.setlocal(1, -9, 0), ...)
end
varargs("a", 1, nil, "c")
varargs("a", "b")
local function temporaries()
  print(debug.getlocal(2, 3))
  print(debug.getlocal(2, 4))
  debug.setlocal(2, 3, 10)
  return 20
end
local function sum(a, b) return (a + 1) + temporaries() end
print(sum(0, 0))
print(debug.getlocal(0, 1))
print(debug.getlocal(0, 2))
print(debug.getlocal(0, 3))
local function loops()
  for i = 1, 1 do
    for k, v in pairs({ "x" }) do
      local n = 1
      while true do
        local name, value = debug.getlocal(1, n)
        if not name or n > 12 then break end
        print(n, name, (type(value) == "table" or type(value) == "function") and type(value) or value)
        n = n + 1
      end
    end
  end
end
loops()
print(pcall(debug.getlocal, 20, 1), pcall(debug.setlocal, -1, 1, 10), pcall(debug.getlocal, -1, 1))

-- Tail calls.
local function fail() error("x") end
local function tail() return fail() end
print(select(2, xpcall(tail, debug.traceback)))
local callable = setmetatable({}, { __call = function(self) error("in call") end })
print(select(2, xpcall(function() callable() end, debug.traceback)))
print(select(2, xpcall(function() return callable() end, debug.traceback)))
print(select(2, xpcall(function() return error("a") end, debug.traceback)))
local function who()
  local i = debug.getinfo(1, "nt")
  print(i.name, i.namewhat, i.istailcall)
  return true
end
who();
(function() return who() end)()
print(coroutine.wrap(function() return who() end)())
local indexed = setmetatable({}, { __index = function() return who() end })
print(indexed.x)
local function deep(n) if n == 0 then error("deep") end return deep(n - 1) end
print(select(2, xpcall(deep, debug.traceback, 100)))

-- Names of chunks, cut where they are too long.
for n = 40, 48 do
  local source = ("x"):rep(n - 1) .. "="
  print((select(2, load(source))))
  print((select(2, load("x", "=" .. ("n"):rep(n + 13)))))
  print((select(2, load("x", "@" .. ("f"):rep(n + 13)))))
end
print((select(2, load("x =\n="))), (select(2, load("x", ""))))
print(pcall(debug.getinfo, "l"), pcall(debug.getinfo, 1, "x"), pcall(debug.getinfo, 100, "x"), pcall(debug.getinfo, 100, ">"))
