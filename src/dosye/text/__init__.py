"""(see docs)"""
