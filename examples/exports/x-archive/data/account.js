window.YTD.account.part0 = [
  {
    "account": {
      "email": "koho@example.lg.jp",
      "createdVia": "web",
      "username": "ishinomaki_demo",
      "accountId": "4100000000000001",
      "createdAt": "2014-04-01T00:00:00.000Z",
      "accountDisplayName": "石巻市（例示）"
    }
  }
]
