error(("long "):rep(200), 0)
