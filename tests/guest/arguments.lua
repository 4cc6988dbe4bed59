-- args: one two three
-- The arg table and the main chunk's varargs.
print(select("#", ...), ...)
print(#arg, arg[1], arg[2], arg[3], arg[4], arg[0] ~= nil, arg[-1] ~= nil)
local n = 0
for k in pairs(arg) do if k > 0 then n = n + 1 end end
print(n, table.concat(arg, ","))
local first, second = ...
print(first, second, (...))
