-- The error of a coroutine is what its first close returns; the second returns true.
local co = coroutine.create(error)
print(coroutine.resume(co, 100)) print(coroutine.close(co)) print(coroutine.close(co))
