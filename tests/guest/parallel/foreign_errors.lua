-- Errors raised by operations on foreign objects reach the one who asked, with the usual words.
local context = require "context"
local _, strict = context.spawn(function()
  return setmetatable({ n = 1, sub = {} }, {
    __index = function(_, k) error("no field '" .. k .. "'", 0) end,
    __newindex = function(_, k) error("field '" .. k .. "' is not assignable", 0) end,
  })
end):join()
print(strict.n, pcall(function() return strict.missing end))
print(pcall(function() strict.other = 1 end))
strict.n = 2
print(strict.n, (select(2, pcall(function() return strict.sub.a.b end)):match "attempt to index a nil value %(field 'a'%)"))
print((select(2, pcall(function() strict.sub[nil] = 1 end)):match "index is nil"), (select(2, pcall(function() strict.sub[0 / 0] = 1 end)):match "index is NaN"))
print((select(2, pcall(function() return strict.sub + 1 end)):match "arithmetic on a table value"), (select(2, pcall(function() return strict.sub() end)):match "attempt to call a table value"))
print(pcall(next, strict.sub, "absent") == false, next(strict.sub), #strict.sub)
print(context.spawn(function(s) return pcall(function() return s.deep end) end, strict):join())
local ok, e = pcall(function() error(strict) end)
print(ok, e == strict, e.n)
