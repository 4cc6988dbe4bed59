local t = setmetatable({}, { __index = function(_, k) error("no field " .. k, 2) end })
print(t.anything)
