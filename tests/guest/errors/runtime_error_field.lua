local config = { server = {} }
print(config.server.port)
print(config.server.address.host)
