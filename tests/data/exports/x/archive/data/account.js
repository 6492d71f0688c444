window.YTD.account.part0 = [
  {
    "account": {
      "email": "koho@example.lg.jp",
      "createdVia": "web",
      "username": "reiji_koho",
      "accountId": "4100000000000077",
      "createdAt": "2014-04-01T00:00:00.000Z",
      "accountDisplayName": "例示市広報"
    }
  }
]
