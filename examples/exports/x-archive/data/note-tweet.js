window.YTD.note_tweet.part0 = [
  {
    "noteTweet": {
      "noteTweetId": "1995674281228382208",
      "updatedAt": "2025-12-02T02:00:01.000Z",
      "lifecycle": {
        "value": "1",
        "name": "Active",
        "originalName": "Active",
        "annotations": {}
      },
      "createdAt": "2025-12-02T02:00:01.000Z",
      "core": {
        "styletags": [],
        "urls": [
          {
            "expandedUrl": "https://www.city.ishinomaki.lg.jp/bosai/danbo.html",
            "toIndex": "316",
            "shortUrl": "https://t.co/vNmLUWfkCG",
            "displayUrl": "www.city.ishinomaki.lg.jp/",
            "fromIndex": "293"
          }
        ],
        "text": "【冬の暖房で気をつけたいこと】\n寒い日が続き、ストーブやこたつを使う時間が長くなっています。市内でも、この冬に入ってから住宅の火災が続けて起きました。次の4つを、ご家族で確かめてください。\n・洗濯物をストーブの上に干さない。\n・寝る前と出かける前に火を消し、コンセントを抜く。\n・給油は火を消してから、屋外で行う。\n・住宅用火災警報器のボタンを押し、音が鳴るか試す。\n警報器の交換の目安は10年です。取り付け方や選び方は、お近くの消防署でもお話しできます。ひとり暮らしのご高齢の方のお宅には、地区の民生委員が点検のちらしをお届けしています。\nくわしくは市のホームページをご覧ください。\nhttps://t.co/vNmLUWfkCG",
        "mentions": [],
        "cashtags": [],
        "hashtags": []
      }
    }
  }
]
