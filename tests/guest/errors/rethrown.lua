local ok, e = pcall(error, "original", 0)
error("wrapped: " .. e, 0)
