local co = coroutine.wrap(function() coroutine.yield(1) error("inside the coroutine") end)
print(co())
co()
