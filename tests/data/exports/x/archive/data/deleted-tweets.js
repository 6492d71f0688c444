window.YTD.deleted_tweets.part0 = [
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "2019576776669270016"
          ],
          "editableUntil": "2026-02-06T02:00:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": []
      },
      "display_text_range": [
        "0",
        "10"
      ],
      "favorite_count": "3",
      "id_str": "2019576776669270016",
      "truncated": false,
      "retweet_count": "1",
      "id": "2019576776669270016",
      "created_at": "Fri Feb 06 01:00:00 +0000 2026",
      "favorited": false,
      "full_text": "取り消した投稿です。",
      "lang": "ja"
    }
  }
]
