do
  local c <close> = setmetatable({}, { __close = function() error("while closing", 0) end })
  print "in the block"
end
print "never printed"
