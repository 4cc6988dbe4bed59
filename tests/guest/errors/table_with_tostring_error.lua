error(setmetatable({}, { __tostring = function() return "a described error" end }))
