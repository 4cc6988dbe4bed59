-- const and close variables.
local limit <const> = 10
local name <const>, other = "fixed", "free"
other = other .. "!"
print(limit + 1, name, other)
print(load("local x <const> = 1; x = 2", "=s"))
print(load("local x <close> = nil; x = 2", "=s"))
print(load("local x <const> = 1; local function f() x = 2 end", "=s"))
print(load("local x <final> = 1", "=s"))
print(load("local a <close>, b <close> = nil, nil", "=s"))
print(load("local x <const> = 5; local function f() return x end return f()", "=s")())

local function resource(label)
  return setmetatable({ label = label }, { __close = function(self, err)
    print("close " .. self.label, err == nil and "no error" or tostring(err))
  end })
end

print("-- order on normal exit")
do
  local a <close> = resource "a"
  local b <close> = resource "b"
  local n <close> = nil
  local f <close> = false
  print "body"
end

print("-- break, goto, return")
for i = 1, 2 do
  local r <close> = resource("loop" .. i)
  if i == 2 then break end
end
do
  local i = 0
  ::top::
  do
    local r <close> = resource("goto" .. i)
    i = i + 1
    if i < 2 then goto top end
  end
end
local function returning()
  local r <close> = resource "returned"
  return "value", r.label
end
print(returning())

print("-- errors")
print(pcall(function()
  local a <close> = resource "outer"
  local b <close> = resource "inner"
  error("boom", 0)
end))
print(pcall(function()
  local a <close> = setmetatable({}, { __close = function(_, e) print("a sees", e); error("from a", 0) end })
  local b <close> = setmetatable({}, { __close = function(_, e) print("b sees", e); error("from b", 0) end })
  error("first", 0)
end))
print(pcall(function()
  local a <close> = setmetatable({}, { __close = function(_, e) print("a sees", e) end })
  local b <close> = setmetatable({}, { __close = function() error("in close", 0) end })
  return "ignored"
end))
print(pcall(function() local x <close> = {} end))
print(pcall(function() local x <close> = 42 end))
print(pcall(function() local named <close> = "text" end))

print("-- generic for closes its fourth value")
local function iterator(n)
  local i = 0
  return function() i = i + 1; if i <= n then return i end end, nil, nil, resource("iterator" .. n)
end
for i in iterator(2) do io.write(i, " ") end print()
for i in iterator(5) do if i == 2 then break end end
print(pcall(function() for i in iterator(3) do error("in loop", 0) end end))

print("-- in coroutines")
local co = coroutine.create(function()
  local r <close> = resource "in coroutine"
  coroutine.yield(1)
  return 2
end)
print(coroutine.resume(co))
print(coroutine.close(co), coroutine.status(co))
local co2 = coroutine.wrap(function()
  local r <close> = setmetatable({}, { __close = function() coroutine.yield "yield in close" end })
  return "end"
end)
print(co2()) print(co2())
