window.YTD.note_tweet.part0 = [
  {
    "noteTweet": {
      "noteTweetId": "2018127233595486208",
      "updatedAt": "2026-02-02T01:00:02.000Z",
      "lifecycle": {
        "value": "1",
        "name": "Active",
        "originalName": "Active",
        "annotations": {}
      },
      "createdAt": "2026-02-02T01:00:02.000Z",
      "core": {
        "styletags": [],
        "urls": [
          {
            "expandedUrl": "https://www.city.reiji.lg.jp/tegami",
            "toIndex": "277",
            "shortUrl": "https://t.co/vNmLUWfkCG",
            "displayUrl": "www.city.reiji.lg.jp/tegam",
            "fromIndex": "254"
          }
        ],
        "text": "市長への手紙をお寄せくださった皆さまへ。いただいた声は一通ずつ読み、担当する課に届けています。いただいた声は一通ずつ読み、担当する課に届けています。いただいた声は一通ずつ読み、担当する課に届けています。いただいた声は一通ずつ読み、担当する課に届けています。いただいた声は一通ずつ読み、担当する課に届けています。いただいた声は一通ずつ読み、担当する課に届けています。いただいた声は一通ずつ読み、担当する課に届けています。いただいた声は一通ずつ読み、担当する課に届けています。お返事まで二週間ほどお待ちください。https://t.co/vNmLUWfkCG",
        "mentions": [],
        "cashtags": [],
        "hashtags": []
      }
    }
  },
  {
    "noteTweet": {
      "noteTweetId": "2020663940266078208",
      "updatedAt": "2026-02-09T01:00:00.000Z",
      "lifecycle": {
        "value": "1",
        "name": "Active",
        "originalName": "Active",
        "annotations": {}
      },
      "createdAt": "2026-02-09T01:00:00.000Z",
      "core": {
        "styletags": [],
        "urls": [],
        "text": "投稿の見つからない長文です。市の計画について意見を募集します。市の計画について意見を募集します。市の計画について意見を募集します。市の計画について意見を募集します。市の計画について意見を募集します。市の計画について意見を募集します。市の計画について意見を募集します。市の計画について意見を募集します。市の計画について意見を募集します。市の計画について意見を募集します。市の計画について意見を募集します。市の計画について意見を募集します。市の計画について意見を募集します。市の計画について意見を募集します。市の計画について意見を募集します。市の計画について意見を募集します。市の計画について意見を募集します。市の計画について意見を募集します。市の計画について意見を募集します。市の計画について意見を募集します。",
        "mentions": [],
        "cashtags": [],
        "hashtags": []
      }
    }
  }
]
