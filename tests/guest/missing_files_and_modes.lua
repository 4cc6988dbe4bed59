-- Files that are not there, modes that popen refuses.
print(os.rename("/no/such/a", "/no/such/b"))
print(os.remove("/no/such/a"))
print(pcall(io.popen, "true", "rw"))
