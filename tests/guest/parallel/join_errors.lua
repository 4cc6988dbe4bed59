-- What join returns when the function fails: as pcall, for every kind of error value.
local context = require "context"
local function failing(f, ...)
  return context.spawn(f, ...):join()
end
print(failing(function() error("plain", 0) end))
print((select(2, failing(function() error("with place") end)):match "with place$"))
local ok, e = failing(function() error({ code = 42, tag = "table" }) end)
print(ok, type(e), e.code, e.tag)
print((select(2, failing(function() local t = nil; return t.x end)):match "attempt to index a nil value %(local 't'%)"))
print(failing(function() error() end))
print(failing(function() error(17) end))
print(failing(function(a, b) error(a .. b, 0) end, "from ", "arguments"))
ok, e = failing(function() error(setmetatable({}, { __tostring = function() return "described" end })) end)
print(ok, tostring(e))
print(failing(function() return pcall(error, "caught inside", 0) end))
print("still running", context.spawn(function() return "as are new ones" end):join())
