coroutine.wrap(function() print "exiting inside a coroutine" os.exit(3) end)()
