local c <close> = setmetatable({}, { __close = function() print "closed by os.exit" end })
os.exit(false, true)
