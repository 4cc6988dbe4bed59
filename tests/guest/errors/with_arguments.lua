-- args: alpha
print(...)
error("argument was " .. arg[1])
