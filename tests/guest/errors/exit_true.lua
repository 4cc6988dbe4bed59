io.write "flushed at exit"
os.exit(true)
