print "leaving with 7"
os.exit(7)
