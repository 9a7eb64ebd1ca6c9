pytest_plugins = ["karimen_pytest"]
