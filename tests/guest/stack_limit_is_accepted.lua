-- debug.setcstacklimit, where there is one.
print(debug.setcstacklimit and debug.setcstacklimit(1000))
