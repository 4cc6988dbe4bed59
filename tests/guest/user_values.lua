-- User values of files: none.
print(debug.setuservalue(io.stdout, 1), debug.getuservalue(io.stdout, 1), debug.getuservalue(1))
print(pcall(debug.setuservalue, {}, 1))
print(debug.getuservalue(io.stdout, 0), debug.getuservalue(io.stdout, 1), debug.getuservalue(1))
