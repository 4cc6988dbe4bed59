local function check(n)
  if n < 0 then error("negative value", 2) end
end
print "start"
check(1)
check(-1)
