print(("x"):rep(2))
print(("x"):rep("many"))
