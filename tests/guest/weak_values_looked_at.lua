-- A loop that only looks at a weak value does not keep it alive.
local weak = setmetatable({ {} }, { __mode = "v" })
local n = 0
while weak[1] do local garbage = { n } n = n + 1 end
print(n >= 0)
